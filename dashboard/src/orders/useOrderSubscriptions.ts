// The subscriptions that an order brought about, read once for all that shows them.
import { useQuery } from '@tanstack/react-query';

import { api, given, type Schema } from '../api/client';
import { useCan } from '../session/useSession';
import type { Order } from './order';

export type Subscription = Schema<'Rental'>;

/** As many as the API puts on a page; what is beyond is behind a link to the list. */
const MOST = 100;

/** Nothing while they are read, or where the key may not see them. */
export const useOrderSubscriptions = (order: Order): Subscription[] | undefined => {
  const { orderId, subscriptionIds } = order;
  const maySee = useCan('subscriptions:read');
  const { data } = useQuery({
    // A new subscription is a new list.
    queryKey: ['order-subscriptions', orderId, subscriptionIds.length],
    queryFn: () =>
      given(api.GET('/v1/subscriptions', { params: { query: { orderId, limit: MOST } } })),
    placeholderData: (before) => before,
    enabled: maySee && subscriptionIds.length > 0,
  });
  return data?.rentals;
};
