// What a contract is worth.
import { expect, test } from 'vitest';

import type { Rows } from '../data/resources';
import { hasOneRate, totalValue } from './totalValue';

type Extension = Rows['subscriptions']['extensionHistory'][number];

const extension = (extensionMonths: number, oldMonthlyAmount: number, newMonthlyAmount: number) =>
  ({ extensionMonths, oldMonthlyAmount, newMonthlyAmount }) as Extension;
const terms = (monthlyAmount: number, ...extensionHistory: Extension[]) => ({
  originalContractLength: 24,
  monthlyAmount,
  extensionHistory,
});

test('a contract comes to its months at its rate', () => {
  expect(totalValue(terms(28))).toBe(672);
  expect(hasOneRate(terms(28, extension(6, 28, 28)))).toBe(true);
});

test('months of an extension count at the rate of the extension', () => {
  const extended = terms(30, extension(6, 28, 45.5), extension(2, 45.5, 30));
  expect(totalValue(extended)).toBe(672 + 273 + 60);
  expect(hasOneRate(extended)).toBe(false);
});
