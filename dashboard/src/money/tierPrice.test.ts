// Prices of the catalog after their discounts.
import { expect, test } from 'vitest';

import { tierPrice } from './tierPrice';

/** Decimals of the currencies. */
const [EUR, JPY, HUF] = [2, 0, 2];

const tier = { monthlyPrice: 49.99 };

test('a tier without a discount asks its price', () => {
  expect(tierPrice(tier, EUR)).toBe(49.99);
});

test('a percentage is taken off and rounded to what the currency has', () => {
  expect(tierPrice({ ...tier, discount: { type: 'percentage', value: 10 } }, EUR)).toBe(44.99);
  expect(tierPrice({ monthlyPrice: 995, discount: { type: 'percentage', value: 10 } }, JPY)).toBe(
    896,
  );
  const forints = { monthlyPrice: 1999.9, discount: { type: 'percentage', value: 5 } } as const;
  expect(tierPrice(forints, HUF)).toBe(1899.91);
});

test('an amount is taken off, and nothing falls below nought', () => {
  expect(tierPrice({ ...tier, discount: { type: 'fixed', value: 5 } }, EUR)).toBe(44.99);
  expect(tierPrice({ ...tier, discount: { type: 'fixed', value: 60 } }, EUR)).toBe(0);
});

test('halves are rounded up', () => {
  const of = (value: number, monthlyPrice: number) =>
    tierPrice({ monthlyPrice, discount: { type: 'percentage', value } }, EUR);
  expect(of(10, 129)).toBe(116.1);
  expect(of(12.5, 0.04)).toBe(0.04);
});
