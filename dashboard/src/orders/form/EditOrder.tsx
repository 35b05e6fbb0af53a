// Edit order: all that the guide lets change before the order is fulfilled, and why the rest is locked.
import { Alert, Button, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-admin';

import { api, given } from '../../api/client';
import type { Rows } from '../../data/resources';
import { statusWord } from '../../format/StatusBadge';
import { FormPage, type Saved } from '../../forms/FormPage';
import { StaleEdit } from '../../forms/StaleEdit';
import type { Sending } from '../../forms/useSubmit';
import { DetailPage } from '../../layout/DetailPage';
import { PageHeading } from '../../layout/PageHeading';
import { customerName, isEditable } from '../order';
import { orderInWords } from './comparison';
import { OrderFields } from './OrderFields';
import { OrderTotals } from './OrderTotals';
import { patchOf } from './patch';
import { formOf, type OpenedOrder, type Order, type OrderForm } from './values';

const EditOrder = () => (
  <DetailPage<Rows['orders']>>
    {(order) =>
      isEditable(order) ? <Editing key={order.id} order={order} /> : <Closed order={order} />
    }
  </DetailPage>
);

const Editing = ({ order }: { order: OpenedOrder }) => {
  // What is read again meanwhile must not change what is written: a save tells of it.
  const [opened] = useState(order);
  const [defaultValues] = useState(() => formOf(order));
  const page = `/orders/${opened.orderId}/show`;
  const { taxRate, taxInclusive } = opened.totals;
  return (
    <FormPage<OrderForm>
      title={`Edit the order of ${customerName(opened)}`}
      name={`orders.${opened.orderId}`}
      defaultValues={defaultValues}
      save={(values, sending) => save(values, sending, opened)}
      stale={(close, again, forget) => (
        <StaleEdit<OpenedOrder>
          resource="orders"
          id={opened.orderId}
          inWords={orderInWords}
          valuesOf={formOf}
          close={close}
          again={again}
          forget={forget}
        />
      )}
      footer={({ isSending }) => (
        <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
          <OrderTotals tax={{ rate: taxRate, inclusive: taxInclusive }} />
          <Stack direction="row" spacing={1} sx={{ width: { xs: '100%', sm: 'auto' } }}>
            <Button component={Link} to={page} underline="none" sx={{ flexGrow: 1 }}>
              Back to the order
            </Button>
            <Button type="submit" variant="contained" loading={isSending} sx={{ flexGrow: 1 }}>
              Save
            </Button>
          </Stack>
        </Stack>
      )}
    >
      <OrderFields order={opened} />
    </FormPage>
  );
};

const save = async (
  values: OrderForm,
  { idempotencyKey }: Sending,
  order: OpenedOrder,
): Promise<Saved> => {
  const { orderId } = order;
  const to = `/orders/${orderId}/show`;
  const opened = values._opened ?? order;
  const body = patchOf(opened, values);
  if (Object.keys(body).length === 0) return { message: 'Nothing was changed', to };
  await given(
    api.PATCH('/v1/orders/{orderId}', {
      params: {
        path: { orderId },
        header: {
          'Idempotency-Key': idempotencyKey,
          ...(opened._version !== undefined && { 'If-Match': opened._version }),
        },
      },
      body,
    }),
  );
  return { message: 'Order saved', to };
};

const Closed = ({ order }: { order: Order }) => (
  <>
    <PageHeading title="Edit order" />
    <Alert severity="info" sx={{ maxWidth: 720 }}>
      {`This order is ${statusWord(order.status).toLowerCase()} and cannot be edited. `}
      {order.status === 'cancelled'
        ? 'Create a new order instead.'
        : 'All its items have subscriptions: change those instead.'}{' '}
      <Link to={`/orders/${order.orderId}/show`} underline="always">
        Back to the order
      </Link>
    </Alert>
  </>
);

export default EditOrder;
