// Devices that are paid back.
import { expect, it } from 'vitest';

import { paidBackWith } from './paidBack';

const device = { acquisitionCost: 800, totalCollected: 600.1 };

it('follows the amount that comes in at last', () => {
  expect(paidBackWith(device, 399.9, 2)).toEqual({
    margin: 200,
    marginPercent: 25,
    recoveryPercent: 125,
  });
});

it('may stay below the cost', () => {
  expect(paidBackWith({ ...device, totalCollected: 600 }, 0, 2)).toEqual({
    margin: -200,
    marginPercent: -25,
    recoveryPercent: 75,
  });
});

it('is nothing where the cost is not known, and no percentage of a device that was free', () => {
  expect(paidBackWith({ totalCollected: 600 }, 10, 2)).toBeUndefined();
  expect(paidBackWith({ acquisitionCost: 0, totalCollected: 5 }, 0, 2)).toEqual({
    margin: 5,
    marginPercent: undefined,
    recoveryPercent: undefined,
  });
});
