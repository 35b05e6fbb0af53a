// Who has the device and pays for it.
import { Link } from '@mui/material';

import type { Rows } from '../data/resources';
import { Facts } from '../layout/Facts';
import { PageLink } from '../layout/PageLink';
import { Section } from '../layout/Section';

export const SubscriptionCustomer = ({ rental }: { rental: Rows['subscriptions'] }) => (
  <Section title="Customer">
    <Facts
      facts={[
        [
          'Name',
          <PageLink
            key="customer"
            to={`/customers/${rental.customerId}/show`}
            permission="customers:read"
          >
            {rental.customerName}
          </PageLink>,
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
