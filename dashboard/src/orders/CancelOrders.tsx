// Cancelling several orders at once.
import { TextInput } from 'react-admin';

import { api, given } from '../api/client';
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { REASON_MAX } from './CancelOrder';

interface Values {
  reason?: string | null;
}

const CancelOrders = (props: BulkProps) => (
  <BulkDialog<Values>
    {...props}
    label={`Cancel ${count(props.rows.length, 'order')}`}
    isDangerous
    explanation="A cancelled order cannot be brought back. Orders that already have subscriptions are refused and stay as they are."
    act={(orderId, { idempotencyKey }, { reason }) =>
      given(
        api.POST('/v1/orders/{orderId}/cancel', {
          params: { path: { orderId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: { reason: reason?.trim() || null },
        }),
      )
    }
  >
    <TextInput
      source="reason"
      label="Reason (optional)"
      helperText="Kept with each of the orders"
      multiline
      minRows={2}
      slotProps={{ htmlInput: { maxLength: REASON_MAX } }}
      autoFocus
    />
  </BulkDialog>
);

export default CancelOrders;
