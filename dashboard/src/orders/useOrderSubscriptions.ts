// The subscriptions that an order brought about, read once for all that shows them.
import { useQuery } from '@tanstack/react-query';

import { api, given, type Schema } from '../api/client';
import { useCan } from '../session/useSession';
import type { Order } from './order';

export type Subscription = Schema<'Rental'>;

/** As many as the API puts on a page; what is beyond is behind a link to the list. */
const MOST = 100;

export interface OrderSubscriptionsRead {
  /** Nothing while they are read, or where the key may not see them. */
  subscriptions: Subscription[] | undefined;
  /** Why they could not be read. */
  error: Error | null;
  /** Reads them once more. */
  again: () => unknown;
  isReading: boolean;
}

export const useOrderSubscriptions = (order: Order): OrderSubscriptionsRead => {
  const { orderId, subscriptionIds } = order;
  const maySee = useCan('subscriptions:read');
  const { data, error, refetch, isFetching } = useQuery({
    // A new subscription is a new list.
    queryKey: ['order-subscriptions', orderId, subscriptionIds.length],
    queryFn: () =>
      given(api.GET('/v1/subscriptions', { params: { query: { orderId, limit: MOST } } })),
    placeholderData: (before) => before,
    enabled: maySee && subscriptionIds.length > 0,
  });
  return { subscriptions: data?.rentals, error, again: refetch, isReading: isFetching };
};
