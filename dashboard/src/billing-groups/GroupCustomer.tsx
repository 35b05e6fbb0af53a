// Whom a group bills: the customer, with what holds where the group has nothing of its own.
import { Link as MuiLink, Skeleton, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import { nameOf, termsWord } from '../customers/customer';
import { Facts } from '../layout/Facts';
import { useGroupCustomer } from './useGroupCustomer';

export const GroupCustomer = ({ customerId }: { customerId: string }) => {
  const { mayRead, isPending, customer } = useGroupCustomer(customerId);
  if (!mayRead) return <Facts facts={[['Customer', customerId]]} />;
  if (isPending) return <Skeleton height={72} />;
  if (customer === undefined) return null;
  return (
    <>
      <Facts
        facts={[
          [
            'Customer',
            <MuiLink key="name" component={Link} to={`/customers/${customerId}/show`}>
              {nameOf(customer)}
            </MuiLink>,
          ],
          ['Company', customer.company],
          ['E-mail', customer.email],
          ['Payment terms', termsWord(customer.paymentTerms)],
        ]}
      />
      <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 1, mb: 0 }}>
        These are the customer's, and are changed there.
      </Typography>
    </>
  );
};
