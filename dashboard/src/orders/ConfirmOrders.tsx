// Confirming several orders at once.
import { api, given } from '../api/client';
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';

const ConfirmOrders = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Confirm ${count(props.rows.length, 'order')}`}
    explanation="Confirmed orders are ready for fulfilment. Each order is confirmed on its own: one that is refused holds up no other."
    act={(orderId, { idempotencyKey }) =>
      given(
        api.POST('/v1/orders/{orderId}/confirm', {
          params: { path: { orderId }, header: { 'Idempotency-Key': idempotencyKey } },
        }),
      )
    }
  />
);

export default ConfirmOrders;
