// What an order comes to, as the API reckons it.
import { describe, expect, it } from 'vitest';

import { type Line, totalsOf } from './totals';

/** Decimals of the currencies. */
const [EUR, JPY, KWD, HUF] = [2, 0, 3, 2];

const line = (unitPrice: number, quantity: number, contractLength = 12, setupFee = 0): Line => ({
  unitPrice,
  quantity,
  contractLength,
  setupFee,
});

describe('totals', () => {
  it('are monthly and taxed a line, as the API does', () => {
    const lines = [line(10.05, 3, 12), line(9.99, 1, 24)];
    const of = (rate: number, inclusive: boolean) => totalsOf(lines, { rate, inclusive }, EUR);
    expect(of(21, false)).toMatchObject({ subtotal: 40.14, taxAmount: 8.43, total: 48.57 });
    expect(of(21, true)).toMatchObject({ subtotal: 40.14, taxAmount: 6.96, total: 40.14 });
    expect(of(0, false)).toMatchObject({ subtotal: 40.14, taxAmount: 0, total: 40.14 });
    expect(of(0, false)).toMatchObject({ contractValue: 30.15 * 12 + 9.99 * 24, units: 4 });
  });

  it('round halves up, once a line', () => {
    // 0.50 × 21 % = 0.105
    expect(totalsOf([line(0.5, 1)], { rate: 21, inclusive: false }, EUR).taxAmount).toBe(0.11);
    const twice = [line(0.5, 1), line(0.5, 1)];
    expect(totalsOf(twice, { rate: 21, inclusive: false }, EUR).taxAmount).toBe(0.22);
  });

  it('do not drift', () => {
    const many = Array.from({ length: 1_000 }, () => line(0.1, 1));
    expect(totalsOf(many, undefined, EUR).subtotal).toBe(100);
    expect(totalsOf([line(1_234_567.89, 10_000, 120)], undefined, EUR).contractValue).toBe(
      1_481_481_468_000,
    );
  });

  it('have the decimals of the currency', () => {
    expect(totalsOf([line(1001, 1)], { rate: 10, inclusive: false }, JPY).taxAmount).toBe(100);
    expect(totalsOf([line(1.005, 1)], { rate: 10, inclusive: false }, KWD).taxAmount).toBe(0.101);
    expect(totalsOf([line(1001.5, 1)], { rate: 27, inclusive: false }, HUF)).toMatchObject({
      subtotal: 1001.5,
      taxAmount: 270.41,
    });
  });

  it('say no tax where it is not known, and count an empty quantity as none', () => {
    const totals = totalsOf(
      [{ ...line(5, 1, 12, 20), quantity: null }, line(5, 2, 12, 20)],
      undefined,
      EUR,
    );
    expect(totals).toEqual({
      subtotal: 10,
      taxAmount: undefined,
      total: 10,
      contractValue: 120,
      setupFees: 40,
      units: 2,
      unpriced: 0,
    });
  });

  it('count whole units while a number is being typed', () => {
    const units = (quantity: number | null) =>
      totalsOf([{ ...line(10, 1), quantity }], undefined, EUR).units;
    const typed = [null, 0, 1.5, 2, -3, Number.NaN, Number.POSITIVE_INFINITY];
    expect(typed.map(units)).toEqual([0, 0, 1, 2, 0, 0, 0]);
  });

  it('leave out and count lines whose price is not known', () => {
    const unknown: Line = { quantity: 3, contractLength: 12, setupFee: 0 };
    expect(totalsOf([line(10, 1), unknown], undefined, EUR)).toMatchObject({
      subtotal: 10,
      units: 4,
      unpriced: 1,
    });
  });
});
