// Where a customer's last order was billed and shipped to.
import { Box, Typography } from '@mui/material';

import type { Schema } from '../api/client';
import { Section } from '../layout/Section';
import type { Customer } from './customer';

type Address = Schema<'Address'>;

export const CustomerAddresses = ({ customer }: { customer: Customer }) => {
  const { lastBillingAddress: billing, lastShippingAddress: shipping } = customer;
  const isSame = billing && shipping && linesOf(billing).join() === linesOf(shipping).join();
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
        }}
      >
        {billing && (
          <AddressLines title={isSame ? 'Billing and shipping' : 'Billing'} address={billing} />
        )}
        {shipping && !isSame && <AddressLines title="Shipping" address={shipping} />}
      </Box>
    </Section>
  );
};

const AddressLines = ({ title, address }: { title: string; address: Address }) => (
  <div>
    <Typography component="h3" variant="body2" color="text.secondary">
      {title}
    </Typography>
    <Typography component="address" variant="body2" sx={{ fontStyle: 'normal' }}>
      {linesOf(address).map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
    </Typography>
  </div>
);

const linesOf = (it: Address): string[] =>
  [
    it.company,
    it.contactName,
    it.streetAddress,
    it.buildingInfo,
    it.locality,
    [it.postalCode, it.city].filter(Boolean).join(' '),
    it.adminArea,
    it.country,
  ].filter((line): line is string => Boolean(line));
