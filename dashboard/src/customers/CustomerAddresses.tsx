// Where a customer's last order was billed and shipped to, and where else goods may go.
import { Box, Typography } from '@mui/material';

import { AddressLines } from '../addresses/AddressLines';
import { type Address, isSameAddress } from '../addresses/address';
import { Section } from '../layout/Section';
import { type Customer, placeName } from './customer';

export const CustomerAddresses = ({ customer }: { customer: Customer }) => {
  const { lastBillingAddress: billing, lastShippingAddress: shipping } = customer;
  const places = customer.shippingAddresses;
  const isSame = billing && shipping && isSameAddress(billing, shipping);
  return (
    <Section title="Addresses">
      {!billing && !shipping && places.length === 0 && (
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
        {places.map((place, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places have no ids, and two may be alike
          <Titled key={at} title={placeName(place, at)} address={place} />
        ))}
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
