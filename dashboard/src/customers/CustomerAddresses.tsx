// Where a customer's last order was billed and shipped to.
import { Box, Typography } from '@mui/material';

import { AddressLines } from '../addresses/AddressLines';
import { type Address, isSameAddress } from '../addresses/address';
import { Section } from '../layout/Section';
import type { Customer } from './customer';

export const CustomerAddresses = ({ customer }: { customer: Customer }) => {
  const { lastBillingAddress: billing, lastShippingAddress: shipping } = customer;
  const isSame = billing && shipping && isSameAddress(billing, shipping);
  return (
    <Section title="Addresses">
      {!billing && !shipping && (
        <Typography variant="body2" color="text.secondary">
          No address yet. The first order brings one, or add it with Edit.
        </Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
          typography: 'body2',
        }}
      >
        {billing && (
          <Titled title={isSame ? 'Billing and shipping' : 'Billing'} address={billing} />
        )}
        {shipping && !isSame && <Titled title="Shipping" address={shipping} />}
      </Box>
    </Section>
  );
};

const Titled = ({ title, address }: { title: string; address: Address }) => (
  <div>
    <Typography component="h3" variant="body2" color="text.secondary">
      {title}
    </Typography>
    <AddressLines address={address} />
  </div>
);
