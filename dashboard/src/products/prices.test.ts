// Prices of a product over its variants.
import { expect, it } from 'vitest';

import { fromPrice, termsOf } from './prices';
import type { Product } from './productBody';

const product = {
  variants: [
    { status: 'inactive', pricing: [{ contractLength: 36, monthlyPrice: 5 }] },
    { status: 'active', pricing: [{ contractLength: 24, monthlyPrice: 20 }] },
    {
      status: 'active',
      pricing: [
        { contractLength: 12, monthlyPrice: 30 },
        { contractLength: 24, monthlyPrice: 18 },
      ],
    },
  ],
} as unknown as Product;

it('takes the lowest price that can be ordered', () => {
  expect(fromPrice(product)).toBe(18);
  expect(fromPrice({ variants: [] })).toBeUndefined();
});

it('names each term once, shortest first', () => {
  expect(termsOf(product)).toEqual([12, 24, 36]);
});
