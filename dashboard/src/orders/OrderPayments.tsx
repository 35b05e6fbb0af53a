// The first payments that this order's subscriptions ask for.
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
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { api, given } from '../api/client';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { Unread } from '../layout/Unread';
import { FewLines } from '../lists/FewLines';
import { listLink } from '../lists/listLink';
import { useCan } from '../session/useSession';
import type { Order } from './order';

/** Rows here; the others are behind a link. */
const ROWS_MAX = 5;

export const OrderPayments = ({ order }: { order: Order }) => {
  const { orderId, subscriptionIds } = order;
  const maySee = useCan('payments:read');
  const isAny = subscriptionIds.length > 0;
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['order-payments', orderId, subscriptionIds.length],
    queryFn: () =>
      given(
        api.GET('/v1/payments', {
          params: { query: { orderId, limit: ROWS_MAX, sortBy: 'dueDate', sortDir: 'asc' } },
        }),
      ),
    enabled: maySee && isAny,
  });
  const { date, money } = useFormat();
  if (!maySee) return null;
  return (
    <Section
      title="Payments"
      flush={isAny}
      action={
        isAny && (
          <Button size="small" component={Link} to={listLink('payments', { orderId })}>
            All in the list
          </Button>
        )
      }
    >
      {!isAny && (
        <Typography variant="body2" color="text.secondary">
          Each subscription lays out its payments when it begins.
        </Typography>
      )}
      {isAny && data === undefined && error === null && (
        <Skeleton sx={{ mx: 2, my: 1 }} height={48} />
      )}
      {isAny && data === undefined && error !== null && (
        <Unread error={error} again={refetch} isTrying={isFetching} sx={{ mx: 2, mb: 2 }} />
      )}
      {isAny && data !== undefined && (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>Due</TableCell>
              <TableCell>What for</TableCell>
              <TableCell>Status</TableCell>
              <TableCell align="right">Amount</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.payments.map((it) => (
              <TableRow key={it.paymentId}>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(it.dueDate)}</TableCell>
                <TableCell>
                  <MuiLink component={Link} to={`/payments/${it.paymentId}/show`}>
                    <FewLines>{it.description}</FewLines>
                  </MuiLink>
                </TableCell>
                <TableCell>
                  <StatusBadge status={it.overdue ? 'overdue' : it.status} />
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {money(it.total, it.currency)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
};
