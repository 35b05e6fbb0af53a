// Who ordered, and where bill and goods go.
import { Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import { AddressLines } from '../addresses/AddressLines';
import { isSameAddress } from '../addresses/address';
import { termsWord } from '../customers/customer';
import { word } from '../format/write';
import { type Fact, Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { customerName, type Order } from './order';

export const OrderCustomer = ({ order }: { order: Order }) => {
  const { customer } = order;
  const seesCustomers = useCan('customers:read');
  const seesGroups = useCan('payments:read');
  const facts: Fact[] = [
    [
      'Name',
      seesCustomers ? (
        <MuiLink key="name" component={Link} to={`/customers/${customer.customerId}/show`}>
          {customerName(order)}
        </MuiLink>
      ) : (
        customerName(order)
      ),
    ],
    [
      'E-mail',
      <MuiLink key="email" href={`mailto:${customer.email}`}>
        {customer.email}
      </MuiLink>,
    ],
    [
      'Phone',
      customer.phone && (
        <MuiLink key="phone" href={`tel:${customer.phone}`}>
          {customer.phone}
        </MuiLink>
      ),
    ],
    ['Type', word(customer.customerType)],
    ['Company', customer.company],
    ['Registration number', customer.registrationNumber],
    ['VAT number', customer.vatNumber],
    ['Payment terms', termsWord(customer.paymentTerms)],
    [
      'Billing group',
      order.billingGroupId &&
        (seesGroups ? (
          <MuiLink key="group" component={Link} to={`/billing-groups/${order.billingGroupId}/show`}>
            Billed with its group
          </MuiLink>
        ) : (
          'Billed with its group'
        )),
    ],
  ];
  return (
    <Section title="Customer">
      <Facts facts={facts} />
    </Section>
  );
};

export const OrderAddresses = ({ order }: { order: Order }) => (
  <Section title="Addresses">
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
        typography: 'body2',
      }}
    >
      <div>
        <Typography variant="body2" component="h3" color="text.secondary" gutterBottom>
          Bill to
        </Typography>
        <AddressLines address={order.billingAddress} />
      </div>
      <div>
        <Typography variant="body2" component="h3" color="text.secondary" gutterBottom>
          Ship to
        </Typography>
        {isSameAddress(order.billingAddress, order.shippingAddress) ? (
          'The same address'
        ) : (
          <AddressLines address={order.shippingAddress} />
        )}
      </div>
    </Box>
  </Section>
);
