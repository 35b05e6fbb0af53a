// What became of each unit of a fulfilment, whether the server did some of it or refused all.
import type { Schema } from '../../api/client';
import { Refusal } from '../../api/refusal';

/** One unit. */
export interface UnitResult {
  /** What people know it by: the serial number, if there is one. */
  serialNumber: string | undefined;
  itemId: string | undefined;
  /** The subscription that began. */
  subscriptionId: string | undefined;
  /** Why none began, in the API's words. */
  reason: string | undefined;
}

/** Of an answer. */
export const resultsOf = (answer: Schema<'OrderFulfilledBody'>): UnitResult[] =>
  answer.results.map(({ serialNumber, itemId, subscriptionId, error }) => ({
    serialNumber,
    itemId,
    subscriptionId,
    reason: error?.message,
  }));

/** `items[0].serialNumbers[2]`, as the server names a unit. */
const UNIT = /^items\[0\]\.serialNumbers\[(\d+)\]$/;

/** Of a refusal of everything (mode `all`): the units that are to blame, of those that were sent. */
export const refusedUnits = (refusal: Error | undefined, sent: string[]): UnitResult[] => {
  if (!(refusal instanceof Refusal)) return [];
  return refusal.faults.flatMap(({ path, message }) => {
    const serialNumber = sent[Number(UNIT.exec(path)?.[1] ?? Number.NaN)];
    return serialNumber === undefined
      ? []
      : [{ serialNumber, itemId: undefined, subscriptionId: undefined, reason: message }];
  });
};

/** Serial numbers that were refused, to be mended. */
export const refusedNumbers = (results: UnitResult[]): string[] =>
  results.flatMap((it) =>
    it.subscriptionId === undefined && it.serialNumber !== undefined ? [it.serialNumber] : [],
  );
