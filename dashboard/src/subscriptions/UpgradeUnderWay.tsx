// Upgrade orders that are still open: the first that is fulfilled ends this contract, the others are left over.
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
    { enabled: readsOrders },
  );
  const isActive = rental.status === 'active';
  return data
    ?.filter((it) => it.upgradeDetails?.previousRentalId === rental.rentalId)
    .map((order) => (
      <Alert key={order.orderId} severity={isActive ? 'info' : 'warning'}>
        An upgrade to {order.items[0]?.productName} was ordered on {date(order.createdAt)}.{' '}
        {isActive ? 'This contract ends when ' : 'This contract has ended, so that '}
        <MuiLink component={Link} to={`/orders/${order.orderId}/show`}>
          that order
        </MuiLink>
        {isActive
          ? ' is fulfilled; cancel the order if the customer decides otherwise.'
          : ' can no longer be fulfilled: cancel it.'}
      </Alert>
    ));
};
