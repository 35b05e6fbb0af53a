// Where the parcel is: tracking number and day of shipping.
import { Typography } from '@mui/material';
import { DateInput, TextInput } from 'react-admin';

import { api, given } from '../api/client';
import { noonOf } from '../format/noonOf';
import { useFormat } from '../format/useFormat';
import { today } from '../format/write';
import { EditInPlace } from '../forms/EditInPlace';
import { Facts } from '../layout/Facts';
import { useCan, useSession } from '../session/useSession';
import type { Order } from './order';
import { readOrder } from './readOrder';

interface Values {
  trackingNumber: string | null;
  /** A date of the tenant. */
  shippedAt: string | null;
}

const FIELDS = ['trackingNumber', 'shippedAt'];

export const OrderTracking = ({ order }: { order: Order }) => {
  const { date } = useFormat();
  const { timeZone } = useSession().tenant;
  const canEdit = useCan('orders:write');
  const { trackingNumber, shippedAt } = order;
  const isShipped = trackingNumber !== undefined || shippedAt !== undefined;
  const shippedOn = shippedAt === undefined ? '' : today(timeZone, new Date(shippedAt));
  return (
    <EditInPlace<Values>
      title="Shipping"
      keptAs={`orders.${order.orderId}.shipping`}
      label={isShipped ? 'Edit' : 'Add tracking'}
      canEdit={canEdit}
      record={order}
      fields={FIELDS}
      read={() => readOrder(order.orderId)}
      defaultValues={{ trackingNumber: trackingNumber ?? '', shippedAt: shippedOn }}
      save={(values, { idempotencyKey, version }) =>
        given(
          api.PATCH('/v1/orders/{orderId}', {
            params: {
              path: { orderId: order.orderId },
              header: { 'Idempotency-Key': idempotencyKey, 'If-Match': version },
            },
            body: {
              trackingNumber: values.trackingNumber?.trim() || null,
              // A day that was not touched keeps its time of day.
              ...(values.shippedAt !== shippedOn && {
                shippedAt: values.shippedAt ? noonOf(values.shippedAt, timeZone) : null,
              }),
            },
          }),
        )
      }
      view={
        isShipped ? (
          <Facts
            facts={[
              ['Tracking number', trackingNumber],
              ['Shipped on', shippedAt && date(shippedAt)],
            ]}
          />
        ) : (
          <Typography variant="body2" color="text.secondary">
            Not shipped yet.
          </Typography>
        )
      }
    >
      <TextInput
        source="trackingNumber"
        label="Tracking number"
        helperText={false}
        slotProps={{ htmlInput: { maxLength: 255 } }}
        autoFocus
      />
      <DateInput source="shippedAt" label="Shipped on" helperText={false} />
    </EditInPlace>
  );
};
