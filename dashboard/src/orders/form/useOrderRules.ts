// What the tenant's settings say of orders: tax and usual term. A key may not be allowed to read
// them; then the API alone knows, and says it once the order is saved.
import { useQuery } from '@tanstack/react-query';

import { api, given } from '../../api/client';
import { useCan, useSession } from '../../session/useSession';
import type { Tax } from './totals';

/** Settings seldom change. */
const FRESH_MS = 5 * 60_000;

export interface OrderRules {
  tax: Tax | undefined;
  /** Months. */
  defaultTerm: number | undefined;
  /** Terms that may be ordered; none: every one with a price. */
  terms: number[];
}

export const useOrderRules = (): OrderRules => {
  const { tenant } = useSession();
  const canRead = useCan('settings:read');
  const { data } = useQuery({
    queryKey: ['settings'],
    queryFn: () => given(api.GET('/v1/settings')),
    staleTime: FRESH_MS,
    enabled: canRead,
  });
  return {
    tax: data?.tax,
    defaultTerm: data?.contracts.defaultTerm ?? undefined,
    terms: tenant.contractTerms,
  };
};
