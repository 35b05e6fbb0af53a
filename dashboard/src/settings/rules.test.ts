// Whole numbers of settings within the bounds of the API.
import { expect, it } from 'vitest';

import { wholeFault } from './rules';

const DAYS = { kind: 'whole', from: 1, to: 30 } as const;

it('takes whole numbers from the least to the most', () => {
  expect([1, 30].map((value) => wholeFault(DAYS, value))).toEqual([undefined, undefined]);
  for (const value of [0, 31, 1.5]) {
    expect(wholeFault(DAYS, value)).toBe('A whole number from 1 to 30');
  }
});

it('asks for a number unless there may be none', () => {
  expect(wholeFault(DAYS, null)).toBe('Fill in a number');
  expect(wholeFault({ ...DAYS, mayBeEmpty: true }, '')).toBeUndefined();
});
