// Months by which a contract can go on.
import { expect, it } from 'vitest';

import { monthsFault } from './AddedMonths';

it('takes whole months up to the longest contract', () => {
  expect([1, 96].map((months) => monthsFault(24, months))).toEqual([undefined, undefined]);
  for (const months of [0, 97, 1.5, 99_999, null]) {
    expect(monthsFault(24, months)).toBe('Whole months, from 1 to 96');
  }
});

it('takes none where the contract is as long as one may be', () => {
  expect(monthsFault(120, 1)).toMatch(/at most, and this one does/);
});
