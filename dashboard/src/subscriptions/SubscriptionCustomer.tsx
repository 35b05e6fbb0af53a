// Who has the device and pays for it.
import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';

export const SubscriptionCustomer = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const readsCustomers = useCan('customers:read');
  return (
    <Section title="Customer">
      <Facts
        facts={[
          [
            'Name',
            readsCustomers ? (
              <Link
                key="customer"
                component={RouterLink}
                to={`/customers/${rental.customerId}/show`}
              >
                {rental.customerName}
              </Link>
            ) : (
              rental.customerName
            ),
          ],
          ['Company', rental.company],
          [
            'E-mail',
            <Link key="e-mail" href={`mailto:${rental.customerEmail}`}>
              {rental.customerEmail}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
};
