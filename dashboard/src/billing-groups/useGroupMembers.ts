// The subscriptions of a group. The list of subscriptions knows no filter by group, so those of the
// customer are read, and the members are those among them.
import { useGetList } from 'react-admin';

import type { Rows } from '../data/resources';
import { useCan } from '../session/useSession';
import type { BillingGroup } from './billingGroup';

/** Most subscriptions of the customer that are read. */
export const MEMBERS_READ = 100;

export const useGroupMembers = (group: BillingGroup) => {
  const mayRead = useCan('subscriptions:read');
  const read = useGetList<Rows['subscriptions']>(
    'subscriptions',
    {
      filter: { customerId: group.customerId },
      pagination: { page: 1, perPage: MEMBERS_READ },
      sort: { field: 'createdAt', order: 'DESC' },
    },
    { enabled: mayRead && group.rentalIds.length > 0 },
  );
  const members = read.data?.filter((it) => group.rentalIds.includes(it.id));
  return { ...read, mayRead, members };
};
