// Where a contract ends.
import { expect, test } from 'vitest';

import { contractEnd } from './contractEnd';

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
