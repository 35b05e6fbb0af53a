// How far a device is paid back once a last amount has come in, as the API reckons it in its quotes.
import { majorOf, minorOf } from '../money/minorUnits';

interface Collected {
  /** Nothing where nobody knows it. */
  acquisitionCost?: number;
  totalCollected: number;
}

interface PaidBack {
  /** What is left above the cost; below zero where the cost is not back. */
  margin: number;
  /** The same as a percentage of the cost; nothing where it cost nothing. */
  marginPercent: number | undefined;
  /** Percentage of the cost that is back. */
  recoveryPercent: number | undefined;
}

/** After `amount` more; nothing where the cost is not known. Amounts are in major units. */
export const paidBackWith = (
  { acquisitionCost, totalCollected }: Collected,
  amount: number,
  decimals: number,
): PaidBack | undefined => {
  if (acquisitionCost === undefined) return undefined;
  const cost = minorOf(acquisitionCost, decimals);
  const back = minorOf(totalCollected, decimals) + minorOf(amount, decimals);
  const percent = (part: bigint) => (cost === 0n ? undefined : (Number(part) / Number(cost)) * 100);
  return {
    margin: majorOf(back - cost, decimals),
    marginPercent: percent(back - cost),
    recoveryPercent: percent(back),
  };
};
