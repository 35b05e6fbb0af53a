// What an invoice adds up to.
import type { Schema } from '../api/client';

/** An invoice as it was issued. */
export type Invoice = Schema<'Invoice'>;

/** What stands between the lines and the total, in its order. */
export const sumsOf = (
  invoice: Pick<Invoice, 'subtotal' | 'taxAmount' | 'taxRate' | 'taxInclusive' | 'lateFeeAmount'>,
  percent: (value: number) => string,
): [name: string, amount: number][] => {
  const { subtotal, taxAmount, taxRate, taxInclusive, lateFeeAmount } = invoice;
  const sums: [string, number][] = [['Subtotal', subtotal]];
  if (taxAmount > 0) {
    const name = taxInclusive ? 'Tax in it' : 'Tax';
    // Lines of several rates have a tax, and no rate.
    sums.push([taxRate > 0 ? `${name}, ${percent(taxRate)}` : name, taxAmount]);
  }
  if (lateFeeAmount !== undefined) sums.push(['Late fee', lateFeeAmount]);
  return sums;
};
