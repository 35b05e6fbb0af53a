// Subscriptions an asset is and was in, with the customer and the order of each.
import { Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import type { Schema } from '../api/client';
import { Unbroken } from '../format/fields';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { PageLink } from '../layout/PageLink';
import { Section } from '../layout/Section';
import { assetPath } from './words';

type History = Schema<'AssetHistoryBody'>;
type Stay = History['subscriptions'][number];

export const AssetStays = ({ history }: { history: History }) => {
  const { money, date } = useFormat();
  const stays = history.subscriptions;
  if (stays.length === 0) {
    return (
      <Section title="Subscriptions">
        <Typography variant="body2" color="text.secondary">
          It was in none yet. Confirm an order for its SKU and create the subscription there.
        </Typography>
      </Section>
    );
  }
  return (
    <Section title="Subscriptions" flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>Customer</TableCell>
            <TableCell>Subscription</TableCell>
            <TableCell>Status</TableCell>
            <TableCell>From, until</TableCell>
            <TableCell align="right">Monthly</TableCell>
            <TableCell align="right">Collected</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {stays.map((stay) => (
            <TableRow key={stay.rentalId + stay.assignedAt}>
              <TableCell>
                <PageLink to={`/customers/${stay.customerId}/show`} permission="customers:read">
                  {stay.customerName}
                </PageLink>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <PageLink
                  sx={{ lineHeight: '24px' }}
                  to={`/subscriptions/${stay.rentalId}/show`}
                  permission="subscriptions:read"
                >
                  {ending(stay.rentalId)}
                </PageLink>
                <br />
                <PageLink
                  sx={{ lineHeight: '24px' }}
                  to={`/orders/${stay.orderId}/show`}
                  permission="orders:read"
                >
                  Order {ending(stay.orderId)}
                </PageLink>
                <Replaced stay={stay} serialNumber={history.serialNumber} />
              </TableCell>
              <TableCell>
                <StatusBadge status={stay.status} />
              </TableCell>
              <TableCell>
                <Unbroken>{date(stay.startDate)} –</Unbroken>{' '}
                <Unbroken>{date(stay.replacedOn ?? stay.endedAt ?? stay.endDate)}</Unbroken>
              </TableCell>
              <TableCell align="right">{money(stay.monthlyAmount)}</TableCell>
              <TableCell align="right">{money(stay.totalCollected)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {history.hasMoreSubscriptions && <Shortened count={stays.length} />}
    </Section>
  );
};

const Replaced = ({ stay, serialNumber }: { stay: Stay; serialNumber: string }) =>
  stay.replacedOn === undefined || stay.currentSerialNumber === serialNumber ? null : (
    <Typography variant="body2" color="text.secondary">
      Replaced by{' '}
      <Link component={RouterLink} to={assetPath(stay.currentSerialNumber)}>
        {stay.currentSerialNumber}
      </Link>
    </Typography>
  );

/** What is left out of a long life. */
export const Shortened = ({ count }: { count: number }) => (
  <Typography variant="body2" color="text.secondary" sx={{ px: 2, py: 1.5 }}>
    The latest {count} are shown; the figures above are over all.
  </Typography>
);

/** Ids differ at their end. */
const ending = (id: string): string => `…${id.slice(-6)}`;
