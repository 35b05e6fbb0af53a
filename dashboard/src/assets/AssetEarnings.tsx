// Charges for an asset: the next one and those before it at once, all of them when asked for.
import {
  Button,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';

import type { Schema } from '../api/client';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { Shortened } from './AssetStays';

/** Rows that show at first. */
const AT_FIRST = 12;

export const AssetEarnings = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { money, date, today } = useFormat();
  const mayOpen = useCan('payments:read');
  const [isWhole, setWhole] = useState(false);
  const { payments, hasMorePayments } = history;
  if (payments.length === 0) {
    return (
      <Section title="Payments">
        <Typography variant="body2" color="text.secondary">
          Charges of its subscriptions will stand here.
        </Typography>
      </Section>
    );
  }
  const coming = payments.filter(({ dueDate }) => dueDate > today()).length;
  const first = Math.max(coming - 1, 0);
  const shown = isWhole ? payments : payments.slice(first, first + AT_FIRST);
  return (
    <Section
      title="Payments"
      flush
      action={
        (isWhole || shown.length < payments.length) && (
          <Button size="small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${payments.length}`}
          </Button>
        )
      }
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>Due</TableCell>
            <TableCell>For</TableCell>
            <TableCell>Status</TableCell>
            <TableCell>Paid on</TableCell>
            <TableCell align="right">Total, with tax</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((it) => (
            <TableRow key={it.paymentId}>
              <TableCell>{date(it.dueDate)}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {mayOpen ? (
                  <Link component={RouterLink} to={`/payments/${it.paymentId}/show`}>
                    {it.description}
                  </Link>
                ) : (
                  it.description
                )}
              </TableCell>
              <TableCell>
                <StatusBadge status={it.status} />
              </TableCell>
              <TableCell>{date(it.paidAt)}</TableCell>
              <TableCell align="right">{money(it.total)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {hasMorePayments && <Shortened count={payments.length} />}
    </Section>
  );
};
