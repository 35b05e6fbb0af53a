// What a price tier of the catalog asks a month, after its discount.
import type { Schema } from '../api/client';
import { majorOf, minorOf, scaled } from './minorUnits';

type Tier = Pick<Schema<'PricingTierBody'>, 'monthlyPrice' | 'discount'>;

/** Hundredths of a percent in a whole, of which discounts keep whole ones. */
const WHOLE = 10_000n;

/** The price in major units, rounded once to the currency's decimals, half away from zero, and never below zero. */
export const tierPrice = ({ monthlyPrice, discount }: Tier, decimals: number): number => {
  if (discount === undefined) return monthlyPrice;
  const price = minorOf(monthlyPrice, decimals);
  const reduced =
    discount.type === 'percentage'
      ? scaled(price, WHOLE - BigInt(Math.round(discount.value * 100)), WHOLE)
      : price - minorOf(discount.value, decimals);
  return majorOf(reduced < 0n ? 0n : reduced, decimals);
};
