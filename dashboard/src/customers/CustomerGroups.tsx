// The billing groups that bill a customer's subscriptions together.
import { Box, Link as MuiLink, Skeleton, Typography } from '@mui/material';
import { useGetList } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import type { Customer } from './customer';

/** Most groups shown; a customer has one or two. */
const GROUPS_MAX = 10;

export const CustomerGroups = ({ customer }: { customer: Customer }) => {
  const mayRead = useCan('payments:read');
  const mayMake = useCan('payments:write') && customer.status === 'active';
  const { money } = useFormat();
  const { data, isPending } = useGetList<Rows['billing-groups']>(
    'billing-groups',
    {
      filter: { customerId: customer.id },
      pagination: { page: 1, perPage: GROUPS_MAX },
      sort: { field: 'createdAt', order: 'DESC' },
    },
    { enabled: mayRead },
  );
  if (!mayRead || (customer.customerType === 'individual' && !data?.length)) return null;
  return (
    <Section
      title="Billing groups"
      action={
        mayMake && (
          <MuiLink
            component={Link}
            variant="body2"
            to={`/billing-groups/create?customerId=${customer.id}`}
          >
            New group
          </MuiLink>
        )
      }
    >
      {isPending && <Skeleton />}
      {data?.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          Each subscription is billed by itself. A group bills several with one invoice.
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((group) => (
          <Typography key={group.id} component="li" variant="body2" sx={{ py: 0.5 }}>
            <MuiLink underline="always" component={Link} to={`/billing-groups/${group.id}/show`}>
              {group.groupName}
            </MuiLink>{' '}
            · {count(group.activeRentalCount, 'subscription')} · {money(group.totalMonthlyAmount)} a
            month
          </Typography>
        ))}
      </Box>
    </Section>
  );
};
