// What is asked of a fulfilment of many units, and sending it: what was refused stays to be mended.
import { useCallback, useState } from 'react';
import { useRefresh } from 'react-admin';

import { api, given } from '../../api/client';
import { useFormat } from '../../format/useFormat';
import { type Sending, useSubmit } from '../../forms/useSubmit';
import { type Order, type OrderItem, openUnits } from '../order';
import { readSerialNumbers } from './serialNumbers';
import { refusedNumbers, refusedUnits, resultsOf } from './unitResults';

/** What is asked for. */
export interface Fulfilment {
  /** Whether numbers are pasted or the server picks. */
  by: 'numbers' | 'oldest';
  itemId: string;
  /** As pasted. */
  text: string;
  startDate: string;
  /** Whether one that is refused refuses all. */
  allOrNothing: boolean;
}

/** `open`: items with open units. */
export const useFulfilment = (order: Order, open: OrderItem[]) => {
  const { today } = useFormat();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<Fulfilment>({
    by: 'numbers',
    itemId: open[0]?.itemId ?? '',
    text: '',
    startDate: today(),
    allOrNothing: false,
  });
  const change = (some: Partial<Fulfilment>) => setAsked((before) => ({ ...before, ...some }));
  // An item that was fulfilled meanwhile is no longer offered.
  const item = open.find(({ itemId }) => itemId === asked.itemId) ?? open[0];
  const { serialNumbers } = readSerialNumbers(asked.text);
  const [sent, setSent] = useState<string[]>([]);

  const send = useCallback(
    ({ idempotencyKey }: Sending) =>
      fulfil(
        order.orderId,
        { ...asked, itemId: item?.itemId ?? '' },
        serialNumbers,
        idempotencyKey,
      ),
    [order.orderId, asked, item, serialNumbers],
  );
  const { submit, refusal, isSending, result } = useSubmit(
    (_: undefined, sending: Sending) => send(sending),
    (answer) => {
      change({ text: refusedNumbers(resultsOf(answer)).join('\n') });
      refresh();
    },
  );
  const isReady =
    item !== undefined &&
    (asked.by === 'oldest' ||
      (serialNumbers.length > 0 && serialNumbers.length <= openUnits(item)));
  return {
    asked,
    change,
    item,
    serialNumbers,
    isReady,
    submit: () => {
      if (!isReady) return;
      setSent(serialNumbers);
      void submit(undefined);
    },
    isSending,
    refusal,
    /** Units that were to blame where all was refused. */
    refused: refusedUnits(refusal, sent),
    /** What came of the last one. */
    results: result && resultsOf(result),
  };
};

const fulfil = (
  orderId: string,
  { by, itemId, startDate, allOrNothing }: Fulfilment,
  serialNumbers: string[],
  idempotencyKey: string,
) =>
  given(
    api.POST('/v1/orders/{orderId}/fulfill', {
      params: { path: { orderId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: {
        ...(by === 'oldest' ? { autoPick: 'oldest' } : { items: [{ itemId, serialNumbers }] }),
        mode: allOrNothing ? 'all' : 'best_effort',
        startDate: startDate || null,
      },
    }),
  );
