// Confirms a pending order.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { count } from '../format/write';
import { customerName, type Order } from './order';

export const ConfirmOrder = ({ order, onClose }: { order: Order; onClose: () => void }) => (
  <ActionDialog<object, object>
    title="Confirm this order"
    label="Confirm order"
    explanation={
      order.orderType === 'extension'
        ? `Confirming extends the running subscriptions of ${customerName(order)} at once, and the order is fulfilled with that.`
        : `The order of ${customerName(order)} (${count(order.rentalProgress.totalDevices, 'unit')}) is then ready for fulfilment. It can still be edited or cancelled until its first subscription is created.`
    }
    act={(_, { idempotencyKey }) =>
      given(
        api.POST('/v1/orders/{orderId}/confirm', {
          params: {
            path: { orderId: order.orderId },
            header: { 'Idempotency-Key': idempotencyKey, 'If-Match': order._version },
          },
        }),
      )
    }
    onClose={onClose}
  />
);
