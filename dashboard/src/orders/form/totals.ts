// What an order will come to, as the API reckons it (docs/api.md): in minor units, rounded half away
// from zero, once a line. The API's own figures stand once the order is saved.
import { majorOf, minorOf, scaled } from '../../money/minorUnits';

/** How the tenant taxes. */
export interface Tax {
  /** Percent. */
  rate: number;
  /** Whether prices contain the tax. */
  inclusive: boolean;
}

/** What a line costs. */
export interface Line {
  /** A month and unit; nothing where it is not known. */
  unitPrice?: number;
  quantity: number | null;
  /** Months. */
  contractLength: number;
  /** Once a unit. */
  setupFee: number;
}

/** Amounts in major units. */
export interface Totals {
  /** A month, as priced. */
  subtotal: number;
  /** A month; nothing where the tenant's tax is not known. */
  taxAmount: number | undefined;
  /** What the customer pays a month; the subtotal where the tax is not known. */
  total: number;
  /** Over all contracts, as priced: Σ monthly × months × quantity. */
  contractValue: number;
  /** Once, with the first payments. */
  setupFees: number;
  /** Devices. */
  units: number;
  /** Lines whose price is not known: the amounts are without them. */
  unpriced: number;
}

/** Parts of a whole, of which tax rates keep whole ones. */
const MILLION = 1_000_000n;
const PPM_PER_PERCENT = 10_000;

/** `decimals` are those of the tenant's currency. */
export const totalsOf = (lines: Line[], tax: Tax | undefined, decimals: number): Totals => {
  let [subtotal, taxAmount, contractValue, setupFees, units] = [0n, 0n, 0n, 0n, 0n];
  for (const line of lines) {
    const quantity = unitsOf(line);
    const monthly = minorOf(line.unitPrice ?? 0, decimals) * quantity;
    subtotal += monthly;
    if (tax !== undefined) taxAmount += taxOf(monthly, tax);
    contractValue += monthly * BigInt(line.contractLength);
    setupFees += minorOf(line.setupFee, decimals) * quantity;
    units += quantity;
  }
  const major = (minor: bigint) => majorOf(minor, decimals);
  const isOnTop = tax !== undefined && !tax.inclusive;
  return {
    subtotal: major(subtotal),
    taxAmount: tax === undefined ? undefined : major(taxAmount),
    total: major(isOnTop ? subtotal + taxAmount : subtotal),
    contractValue: major(contractValue),
    setupFees: major(setupFees),
    units: Number(units),
    unpriced: lines.filter(({ unitPrice }) => unitPrice === undefined).length,
  };
};

/** Whole units; what is still being typed counts as far as it is one. */
const unitsOf = ({ quantity }: Line): bigint =>
  Number.isFinite(quantity) ? BigInt(Math.max(0, Math.trunc(quantity ?? 0))) : 0n;

const taxOf = (amount: bigint, { rate, inclusive }: Tax): bigint => {
  const ppm = BigInt(Math.round(rate * PPM_PER_PERCENT));
  return scaled(amount, ppm, inclusive ? MILLION + ppm : MILLION);
};
