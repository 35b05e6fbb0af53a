// An open upgrade order whose contract has ended otherwise: nobody can fulfil it any more.
import { Alert } from '@mui/material';
import { useGetOne } from 'react-admin';

import type { Rows } from '../data/resources';
import { useCan } from '../session/useSession';
import { isEditable, type Order } from './order';

export const LeftOver = ({ order }: { order: Order }) => {
  const mayRead = useCan('subscriptions:read');
  const id = order.upgradeDetails?.previousRentalId;
  const { data } = useGetOne<Rows['subscriptions']>(
    'subscriptions',
    { id },
    { enabled: mayRead && id !== undefined && isEditable(order), retry: false },
  );
  if (!isEditable(order) || data === undefined || data.status === 'active') return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      The contract that this order upgrades has ended, so it can no longer be fulfilled. Cancel the
      order, and make a new one if the customer wants the device all the same.
    </Alert>
  );
};
