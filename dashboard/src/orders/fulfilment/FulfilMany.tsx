// Many devices for an order in one call: serial numbers are pasted, or the server picks the oldest.
// What was refused stays in the box, to be mended and sent again.
import { Alert, Button, TextField } from '@mui/material';
import { useCallback, useState } from 'react';
import { useRefresh } from 'react-admin';

import { DialogFrame } from '../../actions/DialogFrame';
import { api, given } from '../../api/client';
import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { RefusalAlert } from '../../forms/RefusalAlert';
import { type Sending, useSubmit } from '../../forms/useSubmit';
import { type Order, openUnits } from '../order';
import { FulfilChoices } from './FulfilChoices';
import { FulfilResults } from './FulfilResults';
import { PastedNumbers } from './PastedNumbers';
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

interface Props {
  order: Order;
  onClose: () => void;
}

export const FulfilMany = ({ order, onClose }: Props) => {
  const { today } = useFormat();
  const refresh = useRefresh();
  const open = order.items.filter((item) => openUnits(item) > 0);
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
  const refused = refusedUnits(refusal, sent);
  const isReady =
    item !== undefined &&
    (asked.by === 'oldest' ||
      (serialNumbers.length > 0 && serialNumbers.length <= openUnits(item)));
  const isOver = open.length === 0;

  return (
    <DialogFrame
      title="Fulfil many"
      maxWidth="md"
      isToBeRead
      onClose={isSending ? undefined : onClose}
      onSubmit={() => {
        if (!isReady) return;
        setSent(serialNumbers);
        void submit(undefined);
      }}
      buttons={
        <>
          <Button onClick={onClose} disabled={isSending}>
            {result === undefined ? 'Not now' : 'Close'}
          </Button>
          {!isOver && (
            <Button type="submit" variant="contained" disabled={!isReady} loading={isSending}>
              {asked.by === 'oldest'
                ? 'Fulfil what is available'
                : serialNumbers.length === 0
                  ? 'Fulfil'
                  : `Fulfil ${count(serialNumbers.length, 'unit')}`}
            </Button>
          )}
        </>
      }
    >
      {result && !refusal && <FulfilResults order={order} results={resultsOf(result)} />}
      {isOver && <Alert severity="success">Every unit of this order has a subscription now.</Alert>}
      {!isOver && item && (
        <>
          <FulfilChoices asked={asked} items={open} item={item} onChange={change} />
          {asked.by === 'numbers' && (
            <PastedNumbers
              text={asked.text}
              open={openUnits(item)}
              onChange={(text) => change({ text })}
            />
          )}
          <TextField
            type="date"
            name="startDate"
            label="Start date"
            value={asked.startDate}
            onChange={(event) => change({ startDate: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ maxWidth: 220 }}
          />
        </>
      )}
      {refused.length > 0 ? (
        <FulfilResults order={order} results={refused} isNothingDone />
      ) : (
        <RefusalAlert error={refusal} />
      )}
    </DialogFrame>
  );
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
