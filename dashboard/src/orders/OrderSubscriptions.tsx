// The subscriptions that began with this order.
import {
  Button,
  Link as MuiLink,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { Link } from 'react-router-dom';

import { Unbroken } from '../format/fields';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { Unread } from '../layout/Unread';
import { listLink } from '../lists/listLink';
import { useCan } from '../session/useSession';
import { type Order, openUnitsOf } from './order';
import type { OrderSubscriptionsRead, Subscription } from './useOrderSubscriptions';

interface Props {
  order: Order;
  read: OrderSubscriptionsRead;
}

/** Rows here; the others are behind a link. */
const ROWS_MAX = 10;

export const OrderSubscriptions = ({ order, read }: Props) => {
  const { subscriptions, error, again, isReading } = read;
  const all = order.subscriptionIds.length;
  if (!useCan('subscriptions:read')) return null;
  return (
    <Section
      title={all > 0 ? `Subscriptions (${all})` : 'Subscriptions'}
      flush={all > 0}
      action={
        all > 0 && (
          <Button
            size="small"
            component={Link}
            to={listLink('subscriptions', { orderId: order.orderId })}
          >
            All in the list
          </Button>
        )
      }
    >
      {all === 0 && (
        <Typography variant="body2" color="text.secondary">
          {order.status === 'cancelled' || openUnitsOf(order) === 0
            ? 'None were created from this order.'
            : 'None yet. Create one for each unit as its device goes out.'}
        </Typography>
      )}
      {all > 0 && subscriptions === undefined && error === null && (
        <Skeleton sx={{ mx: 2, my: 1 }} height={48} />
      )}
      {all > 0 && subscriptions === undefined && error !== null && (
        <Unread error={error} again={again} isTrying={isReading} sx={{ mx: 2, mb: 2 }} />
      )}
      {all > 0 && subscriptions !== undefined && (
        <Rows subscriptions={subscriptions.slice(0, ROWS_MAX)} />
      )}
    </Section>
  );
};

/** Where it is narrow, the product is in the items above. */
const WIDE = { display: { xs: 'none', sm: 'table-cell' } };

const Rows = ({ subscriptions }: { subscriptions: Subscription[] }) => {
  const { date, money } = useFormat();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>Serial number</TableCell>
          <TableCell sx={WIDE}>Product</TableCell>
          <TableCell>Status</TableCell>
          <TableCell>Runs</TableCell>
          <TableCell align="right">Monthly</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {subscriptions.map((it) => (
          <TableRow key={it.rentalId}>
            <TableCell>
              <MuiLink component={Link} to={`/subscriptions/${it.rentalId}/show`}>
                {it.assetSerialNumber}
              </MuiLink>
            </TableCell>
            <TableCell sx={WIDE}>{it.productName}</TableCell>
            <TableCell>
              <StatusBadge status={it.status} />
            </TableCell>
            <TableCell>
              <Unbroken>{date(it.startDate)}</Unbroken> <Unbroken>to {date(it.endDate)}</Unbroken>
            </TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              {money(it.monthlyAmount, it.currency)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
