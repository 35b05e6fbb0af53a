// What the tenant's settings say of orders: tax and usual term. They come with the session, so that
// they are there for keys that may not read the settings too.
import { useSession } from '../../session/useSession';
import type { Tax } from './totals';

export interface OrderRules {
  tax: Tax;
  /** Months. */
  defaultTerm: number | undefined;
  /** Terms that may be ordered; none: every one with a price. */
  terms: number[];
}

export const useOrderRules = (): OrderRules => {
  const { tenant } = useSession();
  return {
    tax: { rate: tenant.taxRate, inclusive: tenant.taxInclusive },
    defaultTerm: tenant.defaultContractTerm ?? undefined,
    terms: tenant.contractTerms,
  };
};
