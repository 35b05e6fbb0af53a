// What people wrote about the order; written in its place.
import { Typography } from '@mui/material';
import { TextInput } from 'react-admin';

import { api, given } from '../api/client';
import { EditInPlace } from '../forms/EditInPlace';
import { useCan } from '../session/useSession';
import type { Order } from './order';
import { readOrder } from './readOrder';

/** Longest notes that the API takes. */
const NOTES_MAX = 5000;
const FIELDS = ['notes'];

export const OrderNotes = ({ order }: { order: Order }) => (
  <EditInPlace<{ notes: string | null }>
    title="Notes"
    keptAs={`orders.${order.orderId}.notes`}
    label={order.notes ? 'Edit' : 'Add notes'}
    canEdit={useCan('orders:write')}
    record={order}
    fields={FIELDS}
    read={() => readOrder(order.orderId)}
    defaultValues={{ notes: order.notes ?? '' }}
    save={({ notes }, { idempotencyKey, version }) =>
      given(
        api.PATCH('/v1/orders/{orderId}/notes', {
          params: {
            path: { orderId: order.orderId },
            header: { 'Idempotency-Key': idempotencyKey, 'If-Match': version },
          },
          body: { notes: notes ?? '' },
        }),
      )
    }
    view={
      <Typography
        variant="body2"
        color={order.notes ? 'text.primary' : 'text.secondary'}
        sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {order.notes || 'Special instructions, price agreements, what the customer prefers.'}
      </Typography>
    }
  >
    <TextInput
      source="notes"
      label="Notes"
      helperText="Ctrl + Enter saves"
      multiline
      minRows={4}
      fullWidth
      autoFocus
      slotProps={{ htmlInput: { maxLength: NOTES_MAX } }}
    />
  </EditInPlace>
);
