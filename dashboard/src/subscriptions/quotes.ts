// What the server says a buyout or an early return would cost as of a day. Asked anew whenever a dialog
// opens or the subscription has changed: a day later it may be another amount.
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';

type Rental = Rows['subscriptions'];

/** A quote is as of now and kept for nobody; the refresh after an action asks for none any more. */
const NOW = { staleTime: 'static', gcTime: 0, retry: false } as const;

/**
 * The day that a quote is asked for: the `effectiveDate` of the form around, where it can be. Half a date
 * is none, one to come is refused, and nothing is what today is called.
 */
export const useQuotedDay = ({ startDate }: Rental): string | undefined => {
  const { today } = useFormat();
  const day = useWatch<{ effectiveDate?: string }>({ name: 'effectiveDate' });
  return day !== undefined && day >= startDate && day < today() ? day : undefined;
};

const useBody = (rental: Rental) => {
  const effectiveDate = useQuotedDay(rental);
  return effectiveDate === undefined ? {} : { effectiveDate };
};

/** The day that an action begins with: none where the contract starts later. */
export const dayToBeginWith = ({ startDate }: Rental, today: string) =>
  startDate > today ? {} : { effectiveDate: today };

export const useBuyoutQuote = (rental: Rental) => {
  const { rentalId, _version } = rental;
  const body = useBody(rental);
  return useQuery({
    queryKey: ['subscriptions', 'buyout', rentalId, _version, body],
    queryFn: () =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/calculate-buyout', {
          params: { path: { subscriptionId: rentalId } },
          body,
        }),
      ),
    ...NOW,
  });
};

export const useReturnQuote = (rental: Rental) => {
  const { rentalId, _version } = rental;
  const body = useBody(rental);
  return useQuery({
    queryKey: ['subscriptions', 'early-return', rentalId, _version, body],
    queryFn: () =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/calculate-early-return', {
          params: { path: { subscriptionId: rentalId } },
          body,
        }),
      ),
    ...NOW,
  });
};
