// Money given back of a payment.
import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';

import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import type { Payment } from './payment';

export const PaymentRefunds = ({ payment }: { payment: Payment }) => {
  const { money, moment } = useFormat();
  const refunds = payment.refunds ?? [];
  if (refunds.length === 0) return null;
  return (
    <Section title="Refunds" flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>Date</TableCell>
            <TableCell>Reason</TableCell>
            <TableCell>Status</TableCell>
            <TableCell align="right">Amount</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {refunds.map((refund) => (
            <TableRow key={refund.id}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{moment(refund.at)}</TableCell>
              <TableCell>{refund.reason}</TableCell>
              <TableCell>
                <StatusBadge status={refund.status === 'succeeded' ? 'given_back' : 'pending'} />
              </TableCell>
              <TableCell align="right">{money(refund.amount, payment.currency)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
};
