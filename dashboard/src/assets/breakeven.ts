// When an asset has earned what it cost.
import type { Schema } from '../api/client';
import { minorOf } from '../money/minorUnits';

type History = Schema<'AssetHistoryBody'>;

/** When what was collected reaches what was paid for it. */
export type Breakeven =
  /** On the day its payments came to what it cost; none where it cost nothing. */
  | { kind: 'reached'; on: string | undefined }
  /** The month's date at which the running subscription gets there, if it is paid as agreed. */
  | { kind: 'expected'; on: string }
  /** The running subscription ends before. */
  | { kind: 'beyond'; endDate: string }
  | { kind: 'unknown'; why: string };

/**
 * Reckoned from whole months of the running subscription, from today on, in the smallest unit of a
 * currency that has so many decimals.
 */
export const breakevenOf = (
  { lifetime, subscriptions }: Pick<History, 'lifetime' | 'subscriptions'>,
  today: string,
  decimals: number,
): Breakeven => {
  const cost = lifetime.acquisitionCost;
  if (cost === null || cost === undefined) {
    return { kind: 'unknown', why: 'The acquisition cost is not known' };
  }
  const missing = minorOf(cost, decimals) - minorOf(lifetime.totalCollected, decimals);
  if (missing <= 0n) return { kind: 'reached', on: lifetime.breakevenDate ?? undefined };
  const running = subscriptions.find(
    ({ status, replacedOn }) => status === 'active' && replacedOn === undefined,
  );
  const monthly = minorOf(running?.monthlyAmount ?? 0, decimals);
  if (running === undefined || monthly <= 0n) {
    return { kind: 'unknown', why: 'It earns nothing at the moment' };
  }
  const on = monthsAfter(today, Number((missing + monthly - 1n) / monthly));
  return on <= running.endDate
    ? { kind: 'expected', on }
    : { kind: 'beyond', endDate: running.endDate };
};

/** `2026-01-31` and 1 → `2026-02-28`: the same day, or the month's last. */
export const monthsAfter = (date: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
};
