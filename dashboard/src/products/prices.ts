// Prices of a product over its variants.
import type { Product } from './productBody';

/** The lowest monthly price that can be ordered: over active variants. */
export const fromPrice = ({ variants }: Pick<Product, 'variants'>): number | undefined => {
  const prices = variants
    .filter(({ status }) => status === 'active')
    .flatMap(({ pricing }) => pricing.map(({ monthlyPrice }) => monthlyPrice));
  return prices.length === 0 ? undefined : Math.min(...prices);
};

/** Terms for which any variant has a price, shortest first. */
export const termsOf = ({ variants }: Pick<Product, 'variants'>): number[] => {
  const terms = variants.flatMap(({ pricing }) => pricing.map((tier) => tier.contractLength));
  return [...new Set(terms)].sort((a, b) => a - b);
};
