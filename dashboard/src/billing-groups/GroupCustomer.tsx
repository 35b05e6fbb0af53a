// Whom a group bills: the customer, with what holds where the group has nothing of its own.
import { Link as MuiLink, Skeleton, Typography } from '@mui/material';
import { useGetOne } from 'react-admin';
import { Link } from 'react-router-dom';

import { type Customer, nameOf, termsWord } from '../customers/customer';
import { Facts } from '../layout/Facts';
import { useCan } from '../session/useSession';

export const GroupCustomer = ({ customerId }: { customerId: string }) => {
  const mayRead = useCan('customers:read');
  const { data, isPending } = useGetOne<Customer>(
    'customers',
    { id: customerId },
    { enabled: mayRead },
  );
  if (!mayRead) return <Facts facts={[['Customer', customerId]]} />;
  if (isPending) return <Skeleton height={72} />;
  if (data === undefined) return null;
  return (
    <>
      <Facts
        facts={[
          [
            'Customer',
            <MuiLink key="name" component={Link} to={`/customers/${customerId}/show`}>
              {nameOf(data)}
            </MuiLink>,
          ],
          ['Company', data.company],
          ['E-mail', data.email],
          ['Payment terms', termsWord(data.paymentTerms)],
        ]}
      />
      <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 1, mb: 0 }}>
        These are the customer's, and are changed there.
      </Typography>
    </>
  );
};
