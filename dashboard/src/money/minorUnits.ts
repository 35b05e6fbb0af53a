// Amounts as whole numbers of a currency's smallest unit, in which nothing is lost: as the API reckons.
// How many decimals a currency has, the API says (`currencyDecimals`): browsers go by what is usual in
// shops, where forints have none, and not by ISO 4217, where they have two.

/** The API's amounts never have more decimals than the currency, so nothing is lost here. */
export const minorOf = (amount: number, decimals: number): bigint =>
  BigInt(Math.round(amount * 10 ** decimals));

/** The amount in major units. */
export const majorOf = (minor: bigint, decimals: number): number => Number(minor) / 10 ** decimals;

/** The least amount that is more than nothing. */
export const leastOf = (decimals: number): number => majorOf(1n, decimals);

/** `amount` × `part` / `whole`, halves rounded up; no amount here is below zero. */
export const scaled = (amount: bigint, part: bigint, whole: bigint): bigint =>
  (2n * amount * part + whole) / (2n * whole);
