// What can be ordered of a product.
import { expect, it } from 'vitest';
import type { Product } from '../../products/useSellableProducts';
import { discountText, termOf, tiersOf, type Variant, variantsOf } from './offers';

const variant = (status: Variant['status'], ...terms: number[]) =>
  ({
    status,
    pricing: terms.map((contractLength) => ({ contractLength, monthlyPrice: 1 })),
  }) as Variant;

const rules = (terms: number[], defaultTerm?: number) => ({ terms, defaultTerm });

it('terms are those with a price that the tenant offers', () => {
  const lengths = (terms: number[]) =>
    tiersOf(variant('active', 6, 12, 24), rules(terms)).map((tier) => tier.contractLength);
  expect(lengths([])).toEqual([6, 12, 24]);
  expect(lengths([12, 36])).toEqual([12]);
});

it('variants are those that are sold and have a price', () => {
  const sold = variant('active', 12);
  const product = {
    variants: [sold, variant('inactive', 12), variant('active'), variant('active', 6)],
  } as Product;
  expect(variantsOf(product, rules([12]))).toEqual([sold]);
});

it('a term begins as the last one, else the usual one, else the shortest', () => {
  const of = (last?: number, usual?: number) =>
    termOf(variant('active', 6, 12, 24), rules([], usual), last);
  expect([of(24, 12), of(36, 12), of(undefined, 12), of(undefined, 18), of()]).toEqual([
    24, 12, 12, 6, 6,
  ]);
});

it('discounts are told in words', () => {
  const money = (amount: number) => `€${amount}`;
  expect(discountText({}, money)).toBeUndefined();
  expect(discountText({ discount: { type: 'percentage', value: 10 } }, money)).toBe('10 % off');
  const spring = { type: 'fixed', value: 5, description: 'Spring' } as const;
  expect(discountText({ discount: spring }, money)).toBe('€5 off: Spring');
});
