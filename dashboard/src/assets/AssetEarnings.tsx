// Charges for an asset: the next one and those before it at once, all of them when asked for.
import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useState } from 'react';

import type { Schema } from '../api/client';
import { Unbroken } from '../format/fields';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { PageLink } from '../layout/PageLink';
import { Section } from '../layout/Section';
import { Shortened } from './AssetStays';

/** Rows that show at first. */
const AT_FIRST = 12;
/** Where it is narrow, that it is paid is enough. */
const WIDE = { display: { xs: 'none', sm: 'table-cell' } };

export const AssetEarnings = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { money, date, today } = useFormat();
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
            <TableCell sx={WIDE}>Paid on</TableCell>
            <TableCell align="right">Total, with tax</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((it) => (
            <TableRow key={it.paymentId}>
              <TableCell>
                <Unbroken>{date(it.dueDate)}</Unbroken>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <PageLink to={`/payments/${it.paymentId}/show`} permission="payments:read">
                  {it.description}
                </PageLink>
              </TableCell>
              <TableCell>
                <StatusBadge status={it.overdue ? 'overdue' : it.status} />
              </TableCell>
              <TableCell sx={WIDE}>{date(it.paidAt)}</TableCell>
              <TableCell align="right">{money(it.total)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {hasMorePayments && <Shortened count={payments.length} />}
    </Section>
  );
};
