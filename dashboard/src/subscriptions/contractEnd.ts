// The calendar of contracts, for what is shown before the server has decided.

/** Last day of a contract that begins on `start` (`YYYY-MM-DD`) and runs so many months: the same day of the month, at most the month's last; one that begins on a last day ends on a last day. */
export const contractEnd = (start: string, months: number): string | undefined => {
  const [year, month, day] = start.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (!Number.isInteger(months)) return undefined;
  const last = lastDay(year, month - 1 + months);
  const kept = day === lastDay(year, month - 1) ? last : Math.min(day, last);
  return new Date(Date.UTC(year, month - 1 + months, kept)).toISOString().slice(0, 10);
};

/** Last day of the month, from 0; beyond 11 of the years after. */
const lastDay = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** Whether an active contract has come to its last day, and can be completed. */
export const isTermOver = (contract: { status: string; endDate: string }, today: string): boolean =>
  contract.status === 'active' && contract.endDate <= today;

/** The last day a contract can give way on: that of its term, or today where the term is over. */
export const latestDay = (contract: { endDate: string }, today: string): string =>
  contract.endDate >= today ? contract.endDate : today;
