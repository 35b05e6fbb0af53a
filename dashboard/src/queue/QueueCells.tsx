// Cells of the fulfilment queue.
import { Box, Link as MuiLink, Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { shortId } from '../format/CopyId';
import { count } from '../format/write';
import { customerName } from '../orders/order';

export type Queued = Rows['queue'];

export const ProductCell = () => {
  const item = useRecordContext<Queued>();
  return item ? (
    <Box sx={{ maxWidth: 340 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {item.productName}
      </Typography>
      <Typography variant="caption" component="div" color="text.secondary">
        {item.sku} · {count(item.contractLength, 'month')}
      </Typography>
    </Box>
  ) : null;
};

export const WhoCell = () => {
  const item = useRecordContext<Queued>();
  return item ? (
    <Box sx={{ maxWidth: 260 }}>
      <Typography variant="body2">{customerName(item)}</Typography>
      <Typography variant="caption" component="div" color="text.secondary" noWrap>
        {item.customer.company ?? item.customer.email}
      </Typography>
    </Box>
  ) : null;
};

export const WaitingCell = () => {
  const item = useRecordContext<Queued>();
  return item ? (
    <span style={{ whiteSpace: 'nowrap' }}>
      {item.openUnits} of {item.quantity}
    </span>
  ) : null;
};

/** How many could ship: none, some, or all that wait. */
export const Available = ({ item }: { item: Queued }) => {
  const { availableCount, openUnits } = item;
  if (availableCount === 0) {
    return (
      <Typography component="span" variant="body2" color="error" sx={{ fontWeight: 600 }}>
        None
      </Typography>
    );
  }
  const isEnough = availableCount >= openUnits;
  return (
    <Typography
      component="span"
      variant="body2"
      color={isEnough ? 'success' : 'warning'}
      sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}
    >
      {isEnough ? 'Enough' : `${availableCount} of ${openUnits}`}
    </Typography>
  );
};

export const AvailableCell = () => {
  const item = useRecordContext<Queued>();
  return item ? <Available item={item} /> : null;
};

export const OrderCell = () => {
  const item = useRecordContext<Queued>();
  return item ? (
    <MuiLink
      component={Link}
      to={`/orders/${item.orderId}/show`}
      aria-label={`Order ${shortId(item.orderId)} of ${customerName(item)}`}
      sx={{ fontFamily: 'ui-monospace, monospace' }}
    >
      {shortId(item.orderId)}
    </MuiLink>
  ) : null;
};
