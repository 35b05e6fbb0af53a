// How many units of a line there may be.

/** Most units of one line that the API takes. */
export const QUANTITY_MAX = 10_000;

/** What is wrong with a number of units. */
export const QUANTITY_FAULT = `From 1 to ${QUANTITY_MAX.toLocaleString('en')}`;

export const isQuantity = (units: number | null): boolean =>
  Number.isInteger(units) && Number(units) >= 1 && Number(units) <= QUANTITY_MAX;
