// A glance at an order, from what its row holds.
import { Box } from '@mui/material';
import { useRecordContext } from 'react-admin';

import { AddressLines } from '../addresses/AddressLines';
import { isSameAddress } from '../addresses/address';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { customerName, type Order } from './order';

/** Items that are shown at a glance. */
const ITEMS_MAX = 8;

const OrderPreview = () => {
  const order = useRecordContext<Order>();
  const { money, date } = useFormat();
  if (order === undefined) return null;
  const { items, totals, customer } = order;
  return (
    <Glance
      title={customerName(order)}
      badge={<StatusBadge status={order.status} />}
      subtitle={`Ordered ${date(order.createdAt)} · ${money(totals.total, totals.currency)} a month`}
    >
      <GlancePart title="Items" wide>
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
      </GlancePart>
      <GlancePart title="Bill to">
        <AddressLines address={order.billingAddress} />
      </GlancePart>
      <GlancePart title="Ship to">
        {isSameAddress(order.billingAddress, order.shippingAddress) ? (
          'The same address'
        ) : (
          <AddressLines address={order.shippingAddress} />
        )}
        {customer.phone && <Box sx={{ mt: 1 }}>Phone {customer.phone}</Box>}
      </GlancePart>
      <GlancePart title="Notes" wide>
        <Box sx={{ whiteSpace: 'pre-wrap' }}>{order.notes ?? 'None'}</Box>
      </GlancePart>
    </Glance>
  );
};

export default OrderPreview;
