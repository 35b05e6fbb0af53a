// When an asset has earned what it cost.
import { describe, expect, it } from 'vitest';

import type { Schema } from '../api/client';
import { breakevenOf, monthsAfter } from './breakeven';

type History = Schema<'AssetHistoryBody'>;

const history = (cost: number | null, collected: number, stays: object[] = []) =>
  ({
    lifetime: { acquisitionCost: cost, totalCollected: collected },
    subscriptions: stays,
  }) as unknown as History;

const running = { status: 'active', monthlyAmount: 50, endDate: '2027-12-01' };

describe('breakevenOf', () => {
  it('is reached when the cost is collected', () => {
    expect(breakevenOf(history(100, 100), '2026-01-01', 2)).toEqual({ kind: 'reached' });
    const told = history(100, 100);
    told.lifetime.breakevenDate = '2025-11-03';
    expect(breakevenOf(told, '2026-01-01', 2)).toEqual({ kind: 'reached', on: '2025-11-03' });
  });
  it('counts whole months of the running subscription', () => {
    expect(breakevenOf(history(620, 64, [running]), '2026-01-15', 2)).toEqual({
      kind: 'expected',
      on: '2027-01-15',
    });
  });
  it('counts in whole cents, so that it is not a month too late', () => {
    const small = { ...running, monthlyAmount: 0.1 };
    expect(breakevenOf(history(1.1, 1, [small]), '2026-01-15', 2)).toEqual({
      kind: 'expected',
      on: '2026-02-15',
    });
    expect(breakevenOf(history(101, 0, [running]), '2026-01-15', 0)).toEqual({
      kind: 'expected',
      on: '2026-04-15',
    });
  });
  it('says so when the contract ends before', () => {
    expect(breakevenOf(history(6200, 64, [running]), '2026-01-15', 2)).toEqual({
      kind: 'beyond',
      endDate: '2027-12-01',
    });
  });
  it('knows nothing without a cost, or without a subscription that runs', () => {
    expect(breakevenOf(history(null, 64, [running]), '2026-01-15', 2).kind).toBe('unknown');
    const replaced = { ...running, replacedOn: '2025-12-01' };
    expect(breakevenOf(history(620, 64, [replaced]), '2026-01-15', 2).kind).toBe('unknown');
  });
});

describe('monthsAfter', () => {
  it('stays within the month', () => {
    expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28');
    expect(monthsAfter('2026-10-05', 14)).toBe('2027-12-05');
  });
});
