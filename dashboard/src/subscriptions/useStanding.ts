// What of a subscription is overdue and what comes next, for components.
import { useQuery } from '@tanstack/react-query';

import type { Rows } from '../data/resources';
import { useCan } from '../session/useSession';
import { readStanding } from './openPayments';

/** Nothing for a key that may not read payments. */
export const useStanding = (rental: Rows['subscriptions']) => {
  const readsPayments = useCan('payments:read');
  return useQuery({
    // Under the subscription's own version: it is read again when that has changed.
    queryKey: ['payments', 'open', rental.rentalId, rental._version],
    queryFn: () => readStanding(rental.rentalId),
    enabled: readsPayments,
  });
};
