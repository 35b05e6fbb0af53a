// A glance at an order in its row of the list, from what the row holds.
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useRecordContext } from 'react-admin';

import { AddressLines } from '../addresses/AddressLines';
import { isSameAddress } from '../addresses/address';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import type { Order } from './order';

/** Items that are shown at a glance. */
const ITEMS_MAX = 8;

export const OrderPreview = () => {
  const order = useRecordContext<Order>();
  const { money } = useFormat();
  if (order === undefined) return null;
  const { items, totals, customer } = order;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        p: 2,
        pl: 7,
        gridTemplateColumns: 'minmax(0, 3fr) repeat(3, minmax(0, 2fr))',
        typography: 'body2',
      }}
    >
      <Part title="Items">
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {items.slice(0, ITEMS_MAX).map((item) => (
            <li key={item.itemId}>
              {item.quantity} × {item.productName}, {item.contractLength} months,{' '}
              {money(item.unitPrice, totals.currency)} each ({item.rentedQuantity} of{' '}
              {item.quantity} fulfilled)
            </li>
          ))}
          {items.length > ITEMS_MAX && <li>and {count(items.length - ITEMS_MAX, 'more item')}</li>}
        </Box>
      </Part>
      <Part title="Bill to">
        <AddressLines address={order.billingAddress} />
      </Part>
      <Part title="Ship to">
        {isSameAddress(order.billingAddress, order.shippingAddress) ? (
          'The same address'
        ) : (
          <AddressLines address={order.shippingAddress} />
        )}
        {customer.phone && <Box sx={{ mt: 1 }}>Phone {customer.phone}</Box>}
      </Part>
      <Part title="Notes">
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{order.notes ?? 'None'}</Box>
      </Part>
    </Box>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <Typography variant="subtitle2" component="h3" color="text.secondary" gutterBottom>
      {title}
    </Typography>
    {children}
  </div>
);
