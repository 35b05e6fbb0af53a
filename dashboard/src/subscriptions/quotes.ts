// What the server says a buyout or an early return would cost today. Asked anew whenever a dialog
// opens or the subscription has changed: a day later it may be another amount.
import { useQuery } from '@tanstack/react-query';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';

type Rental = Rows['subscriptions'];

/** A quote is as of now and kept for nobody; the refresh after an action asks for none any more. */
const NOW = { staleTime: 'static', gcTime: 0, retry: false } as const;

export const useBuyoutQuote = ({ rentalId, _version }: Rental) =>
  useQuery({
    queryKey: ['subscriptions', 'buyout', rentalId, _version],
    queryFn: () =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/calculate-buyout', {
          params: { path: { subscriptionId: rentalId } },
        }),
      ),
    ...NOW,
  });

export const useReturnQuote = ({ rentalId, _version }: Rental) =>
  useQuery({
    queryKey: ['subscriptions', 'early-return', rentalId, _version],
    queryFn: () =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/calculate-early-return', {
          params: { path: { subscriptionId: rentalId } },
        }),
      ),
    ...NOW,
  });
