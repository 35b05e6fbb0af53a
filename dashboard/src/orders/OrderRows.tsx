// Orders where there is no room for a table: a line for who, one for what.
import { Box } from '@mui/material';
import { SimpleList } from 'react-admin';

import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { customerName, itemsLine, type Order } from './order';

export const OrderRows = () => {
  const { money, date } = useFormat();
  return (
    <SimpleList<Order>
      rowClick="show"
      primaryText={(order) => (
        <Box
          component="span"
          sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontWeight: 600 }}
        >
          {customerName(order)}
          <StatusBadge status={order.status} />
        </Box>
      )}
      secondaryText={(order) => (
        <>
          {order.customer.company && (
            <>
              {order.customer.company}
              <br />
            </>
          )}
          {itemsLine(order.items)}
          <br />
          {money(order.totals.total, order.totals.currency)} a month · {date(order.createdAt)}
        </>
      )}
    />
  );
};
