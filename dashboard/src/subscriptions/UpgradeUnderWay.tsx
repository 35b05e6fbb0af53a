// An upgrade order that is still open: once it is fulfilled it ends this contract.
import { Alert, Link as MuiLink } from '@mui/material';
import { useGetList } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { useCan } from '../session/useSession';

/** Most upgrade orders of a customer that are read; they are few. */
const READ = 100;
const OPEN = ['pending', 'confirmed', 'partial'];

export const UpgradeUnderWay = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { date } = useFormat();
  const readsOrders = useCan('orders:read');
  const { data } = useGetList<Rows['orders']>(
    'orders',
    {
      filter: { customerId: rental.customerId, orderType: 'upgrade', status: OPEN },
      pagination: { page: 1, perPage: READ },
      sort: { field: 'createdAt', order: 'DESC' },
    },
    { enabled: readsOrders && rental.status === 'active' },
  );
  const order = data?.find((it) => it.upgradeDetails?.previousRentalId === rental.rentalId);
  if (order === undefined || rental.status !== 'active') return null;
  return (
    <Alert severity="info">
      An upgrade to {order.items[0]?.productName} was ordered on {date(order.createdAt)}. This
      contract ends when{' '}
      <MuiLink component={Link} to={`/orders/${order.orderId}/show`}>
        that order
      </MuiLink>{' '}
      is fulfilled; cancel the order if the customer decides otherwise.
    </Alert>
  );
};
