// What a price tier of the catalog asks a month, after its discount.
import type { Schema } from '../api/client';
import { decimalsOf, minorOf, scaled } from './minorUnits';

type Tier = Pick<Schema<'PricingTierBody'>, 'monthlyPrice' | 'discount'>;

/** Hundredths of a percent in a whole, of which discounts keep whole ones. */
const WHOLE = 10_000n;

/** The price in major units, rounded once, half away from zero, and never below zero. */
export const tierPrice = ({ monthlyPrice, discount }: Tier, currency: string): number => {
  if (discount === undefined) return monthlyPrice;
  const decimals = decimalsOf(currency);
  const price = minorOf(monthlyPrice, decimals);
  const reduced =
    discount.type === 'percentage'
      ? scaled(price, WHOLE - BigInt(Math.round(discount.value * 100)), WHOLE)
      : price - minorOf(discount.value, decimals);
  return Number(reduced < 0n ? 0n : reduced) / 10 ** decimals;
};
