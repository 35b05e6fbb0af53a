// Cells of the list of orders: who, what, how far. The name is the link to the order.
import { Box, LinearProgress, Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';

import { CopyId } from '../format/CopyId';
import { RowLink } from '../lists/RowLink';
import { customerName, itemsLine, type Order } from './order';

/** Name, and beneath it company and e-mail. */
export const CustomerCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  const { company, email } = order.customer;
  return (
    <Box sx={{ minWidth: 0, maxWidth: 260 }}>
      <RowLink>{customerName(order)}</RowLink>
      <Typography variant="caption" component="div" color="text.secondary" noWrap title={email}>
        {company ? `${company} · ${email}` : email}
      </Typography>
    </Box>
  );
};

/** The first item, and how many more. */
export const ItemsCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  return (
    <Box
      title={order.items.map((it) => `${it.quantity} × ${it.productName}`).join('\n')}
      sx={{ maxWidth: 250, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
    >
      {itemsLine(order.items)}
    </Box>
  );
};

/** `3 of 5`, with a bar for the eye. */
export const Progress = ({ done, of }: { done: number; of: number }) => (
  <Box sx={{ minWidth: 72, maxWidth: 110, whiteSpace: 'nowrap', typography: 'body2' }}>
    {done} of {of}
    <LinearProgress
      variant="determinate"
      aria-hidden
      value={of === 0 ? 0 : Math.min(done / of, 1) * 100}
      color={done >= of ? 'success' : 'primary'}
      sx={{ height: 4, borderRadius: 2, mt: 0.25 }}
    />
  </Box>
);

export const ProgressCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  const { rentedDevices, totalDevices } = order.rentalProgress;
  return order.status === 'cancelled' ? (
    <span>–</span>
  ) : (
    <Progress done={rentedDevices} of={totalDevices} />
  );
};

export const OrderIdCell = () => {
  const order = useRecordContext<Order>();
  return order ? <CopyId id={order.orderId} /> : null;
};
