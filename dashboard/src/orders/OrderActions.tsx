// What can be done with an order now, and why what cannot be done cannot.
import { Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router-dom';

import { useCan } from '../session/useSession';
import { CancelOrder } from './CancelOrder';
import { ConfirmOrder } from './ConfirmOrder';
import { FulfilMany } from './fulfilment/FulfilMany';
import { isCancellable, isConfirmable, isEditable, type Order } from './order';

interface Props {
  order: Order;
  /** Whether units may be handed out now. */
  canFulfil: boolean;
}

export const OrderActions = ({ order, canFulfil }: Props) => {
  const [open, setOpen] = useState<'confirm' | 'cancel' | 'fulfil'>();
  const mayWrite = useCan('orders:write');
  const close = () => setOpen(undefined);
  const confirms = mayWrite && isConfirmable(order);
  return (
    <>
      {mayWrite && isCancellable(order) && (
        <Button color="error" onClick={() => setOpen('cancel')}>
          Cancel order
        </Button>
      )}
      {mayWrite && isEditable(order) && (
        <Button component={Link} to={`/orders/${order.orderId}`} variant="outlined">
          Edit
        </Button>
      )}
      {canFulfil && (
        <Button variant={confirms ? 'outlined' : 'contained'} onClick={() => setOpen('fulfil')}>
          Fulfil many
        </Button>
      )}
      {confirms && (
        <Button variant="contained" onClick={() => setOpen('confirm')}>
          Confirm order
        </Button>
      )}
      {open === 'confirm' && <ConfirmOrder order={order} onClose={close} />}
      {open === 'cancel' && <CancelOrder order={order} onClose={close} />}
      {open === 'fulfil' && <FulfilMany order={order} onClose={close} />}
    </>
  );
};

/** A sentence on where the order stands; nothing where the status says it all. */
export const OrderStanding = ({ order, needsConfirmation }: OrderStandingProps) => {
  const sentence = standing(order, needsConfirmation);
  return sentence === undefined ? null : (
    <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
      {sentence}
    </Typography>
  );
};

interface OrderStandingProps {
  order: Order;
  /** The tenant fulfils only what is confirmed, and this order is not. */
  needsConfirmation: boolean;
}

const standing = (order: Order, needsConfirmation: boolean): ReactNode => {
  switch (order.status) {
    case 'pending':
      return needsConfirmation
        ? 'Confirm the order first: subscriptions are created from confirmed orders only.'
        : undefined;
    case 'confirmed':
      return undefined;
    case 'partial':
      return 'Some units have subscriptions, so the order can no longer be cancelled; cancel those subscriptions one by one instead.';
    case 'fulfilled':
      return 'All units have subscriptions, so the order can no longer be edited or cancelled; change or cancel the subscriptions one by one instead.';
    case 'cancelled':
      return order.cancelReason
        ? `Cancelled: ${order.cancelReason}`
        : 'Cancelled without a reason. It cannot be brought back; make a new order instead.';
  }
};
