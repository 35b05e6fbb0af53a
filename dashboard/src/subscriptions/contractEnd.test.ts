// Where a contract ends.
import { expect, test } from 'vitest';

import { contractEnd, latestDay } from './contractEnd';

test.each([
  ['2026-08-26', 36, '2029-08-26'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-08-30', 6, '2027-02-28'],
  ['2025-06-30', 6, '2025-12-31'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2025-12-15', 1, '2026-01-15'],
])('a contract from %s for %i months ends on %s', (start, months, end) => {
  expect(contractEnd(start, months)).toBe(end);
});

test('a contract of no whole months has no end yet', () => {
  expect(contractEnd('2026-08-26', Number.NaN)).toBeUndefined();
});

test('a contract gives way by its last day, or today once its term is over', () => {
  expect(latestDay({ endDate: '2027-01-15' }, '2026-03-01')).toBe('2027-01-15');
  expect(latestDay({ endDate: '2027-01-15' }, '2027-02-01')).toBe('2027-02-01');
});
