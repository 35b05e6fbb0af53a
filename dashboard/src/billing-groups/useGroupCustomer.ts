// The customer of a group, where the key may see customers.
import { useGetOne } from 'react-admin';

import type { Customer } from '../customers/customer';
import { useCan } from '../session/useSession';

export const useGroupCustomer = (customerId: string) => {
  const mayRead = useCan('customers:read');
  const { data, isPending } = useGetOne<Customer>(
    'customers',
    { id: customerId },
    { enabled: mayRead && customerId !== '' },
  );
  return { mayRead, isPending, customer: data };
};
