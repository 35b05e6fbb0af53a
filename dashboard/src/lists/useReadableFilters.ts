// Filters of a list that the key can use: an input that offers customers to choose from is none for
// a key that may not read them.
import { type ReactElement, useMemo } from 'react';

import type { Permission } from '../session/session';
import { useSession } from '../session/useSession';

/** What inputs of these names read to offer it. */
const OFFERED: Record<string, Permission> = {
  billingGroupId: 'payments:read',
  customerId: 'customers:read',
  productId: 'catalog:read',
};

/** Those of `filters`, inputs named as the API's query, that send no request that is refused. */
export const useReadableFilters = (filters: ReactElement[]): ReactElement[] => {
  const { can } = useSession();
  return useMemo(
    () =>
      filters.filter(({ props }) => {
        const wanted = OFFERED[(props as { source?: string }).source ?? ''];
        return wanted === undefined || can(wanted);
      }),
    [filters, can],
  );
};
