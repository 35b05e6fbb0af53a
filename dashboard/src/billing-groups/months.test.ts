// Months to choose from.
import { expect, it } from 'vitest';

import { monthsBetween } from './months';

it('goes back over the turn of the year, newest first', () => {
  expect(monthsBetween('2025-11-30', '2026-02-01')).toEqual([
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
});

it('has the month of today, whatever the other', () => {
  expect(monthsBetween('2026-02-01', '2026-02-28')).toEqual(['2026-02']);
  expect(monthsBetween('2026-03-01', '2026-02-28')).toEqual(['2026-02']);
});
