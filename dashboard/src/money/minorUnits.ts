// Amounts as whole numbers of a currency's smallest unit, in which nothing is lost: as the API reckons.

/** Decimals that amounts of the currency have. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** The API's amounts never have more decimals than the currency, so nothing is lost here. */
export const minorOf = (amount: number, decimals: number): bigint =>
  BigInt(Math.round(amount * 10 ** decimals));

/** `amount` × `part` / `whole`, halves rounded up; no amount here is below zero. */
export const scaled = (amount: bigint, part: bigint, whole: bigint): bigint =>
  (2n * amount * part + whole) / (2n * whole);
