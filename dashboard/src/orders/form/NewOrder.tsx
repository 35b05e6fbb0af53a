// New order: somebody is on the phone with a customer. `?customerEmail=` says with whom.
import { Button, Stack } from '@mui/material';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import { newIdempotencyKey } from '../../api/client';
import { keepDraft } from '../../forms/drafts';
import { FormPage, type Saved } from '../../forms/FormPage';
import type { Sending } from '../../forms/useSubmit';
import { useSession } from '../../session/useSession';
import { newOrderBody } from './body';
import { OrderFields } from './OrderFields';
import { OrderTotals } from './OrderTotals';
import { place } from './place';
import { useOrderRules } from './useOrderRules';
import { emptyOrder, type OrderForm } from './values';

const NewOrder = () => {
  const email = useSearchParams()[0].get('customerEmail')?.trim() ?? '';
  const name = draftNameFor(email);
  return <OrderPage key={name} name={name} email={email} />;
};

interface Props {
  /** Under which what is written is kept. */
  name: string;
  /** Of the customer who was chosen before; empty where nobody was. */
  email: string;
}

const OrderPage = ({ name, email }: Props) => {
  const { tenant } = useSession();
  const { tax } = useOrderRules();
  const defaultValues = useMemo(() => emptyOrder(tenant.country, email), [tenant.country, email]);
  return (
    <FormPage<OrderForm>
      title="New order"
      name={name}
      defaultValues={defaultValues}
      save={(values, sending) => save(values, sending, tenant.tenantId)}
      footer={({ isSending }) => (
        <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
          <OrderTotals tax={tax} />
          <Stack direction="row" spacing={1} sx={{ width: { xs: '100%', sm: 'auto' } }}>
            <Button
              type="submit"
              value={PENDING}
              variant="outlined"
              disabled={isSending}
              sx={{ flexGrow: 1 }}
            >
              Save as pending
            </Button>
            <Button type="submit" variant="contained" loading={isSending} sx={{ flexGrow: 1 }}>
              Save and confirm
            </Button>
          </Stack>
        </Stack>
      )}
    >
      <OrderFields />
    </FormPage>
  );
};

/** An order for a chosen customer has a draft of its own: it neither shows nor loses another one's. */
const draftNameFor = (email: string): string =>
  email === '' ? 'orders.new' : `orders.new.${email.toLowerCase()}`;

/** The button that does not confirm; the other one is what Ctrl+Enter presses. */
const PENDING = 'pending';

const save = async (
  values: OrderForm,
  { idempotencyKey, intent }: Sending,
  tenantId: string,
): Promise<Saved> => {
  const status = intent === PENDING ? 'pending' : 'confirmed';
  const { order, isEarlier } = await place(newOrderBody(values, status), idempotencyKey);
  if (isEarlier) {
    // What was written since goes on as an edit of that order.
    keepDraft(`${tenantId}.orders.${order.orderId}`, {
      values: { ...values, _opened: order },
      idempotencyKey: newIdempotencyKey(),
    });
    return {
      message: 'An attempt before had arrived: the order exists. Look through it, and save.',
      to: `/orders/${order.orderId}`,
    };
  }
  return {
    message: status === 'pending' ? 'Order saved as pending' : 'Order saved and confirmed',
    to: `/orders/${order.orderId}/show`,
  };
};

export default NewOrder;
