// What of a product may be ordered, and at which prices.
import type { Schema } from '../../api/client';
import type { Product } from '../../products/useSellableProducts';
import type { OrderRules } from './useOrderRules';

export type Variant = Schema<'VariantBody'>;
export type Tier = Schema<'PricingTierBody'>;

/** Prices of the variant for the terms that the tenant offers; shortest first. */
export const tiersOf = (variant: Variant, { terms }: Pick<OrderRules, 'terms'>): Tier[] =>
  variant.pricing.filter((tier) => terms.length === 0 || terms.includes(tier.contractLength));

/** Variants that are sold and have a price. */
export const variantsOf = (product: Product, rules: Pick<OrderRules, 'terms'>): Variant[] =>
  product.variants.filter(
    (variant) => variant.status === 'active' && tiersOf(variant, rules).length > 0,
  );

/** The term to begin with: the one that was last chosen, else the tenant's usual one, else the shortest. */
export const termOf = (
  variant: Variant,
  rules: Pick<OrderRules, 'terms' | 'defaultTerm'>,
  last: number | undefined,
): number | undefined => {
  const offered = tiersOf(variant, rules).map((tier) => tier.contractLength);
  return [last, rules.defaultTerm].find((term) => term && offered.includes(term)) ?? offered[0];
};

/** The discount in words: `10 % off`. */
export const discountText = (
  { discount }: Pick<Tier, 'discount'>,
  money: (amount: number) => string,
): string | undefined => {
  if (discount === undefined) return undefined;
  const off = discount.type === 'percentage' ? `${discount.value} %` : money(discount.value);
  return `${off} off${discount.description ? `: ${discount.description}` : ''}`;
};
