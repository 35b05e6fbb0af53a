// What a customer rents now, a line each.
import { useGetList } from 'react-admin';

import type { Rows } from '../data/resources';
import { GlanceLines } from '../lists/GlanceLines';
import { listLink } from '../lists/listLink';
import { SubscriptionLine } from './SubscriptionLine';

/** Lines at a glance. */
const SHOWN = 5;

export const SubscriptionLines = ({ customerId }: { customerId: string }) => {
  const read = useGetList<Rows['subscriptions']>('subscriptions', {
    filter: { customerId, status: 'active' },
    pagination: { page: 1, perPage: SHOWN },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  return (
    <GlanceLines
      read={read}
      none="Nothing is rented now."
      all={[
        listLink('subscriptions', { customerId, status: ['active'] }),
        'All active subscriptions',
      ]}
    >
      {(rental) => <SubscriptionLine rental={rental} />}
    </GlanceLines>
  );
};
