// Cancels an order of which nothing is fulfilled, after asking.
import { TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { customerName, type Order } from './order';

/** Longest reason that the API takes. */
export const REASON_MAX = 1000;

interface Values {
  reason?: string | null;
}

export const CancelOrder = ({ order, onClose }: { order: Order; onClose: () => void }) => (
  <ActionDialog<Values, object>
    title="Cancel this order"
    label="Cancel order"
    isDangerous
    explanation={
      <>
        The order of {customerName(order)} leaves the fulfilment queue, and no subscription can be
        created from it any more. A cancelled order cannot be brought back; make a new one instead.
      </>
    }
    act={({ reason }, { idempotencyKey }) =>
      given(
        api.POST('/v1/orders/{orderId}/cancel', {
          params: {
            path: { orderId: order.orderId },
            header: { 'Idempotency-Key': idempotencyKey, 'If-Match': order._version },
          },
          body: { reason: reason?.trim() || null },
        }),
      )
    }
    onClose={onClose}
  >
    <TextInput
      source="reason"
      label="Reason (optional)"
      helperText="Kept with the order, such as “changed delivery address”"
      multiline
      minRows={2}
      slotProps={{ htmlInput: { maxLength: REASON_MAX } }}
      autoFocus
    />
  </ActionDialog>
);
