// What the amount is made of.
import {
  Table,
  TableBody,
  TableCell,
  type TableCellProps,
  TableFooter,
  TableHead,
  TableRow,
} from '@mui/material';

import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import type { Payment } from './payment';

export const PaymentLines = ({ payment }: { payment: Payment }) => {
  const { money, percent } = useFormat();
  const amount = (value: number) => money(value, payment.currency);
  const sums: [string, number][] = [['Subtotal', payment.subtotal]];
  const isInclusive = payment.taxAmount > 0 && payment.subtotal >= payment.total;
  if (payment.taxAmount > 0) {
    const tax = isInclusive ? 'Tax in it' : 'Tax';
    sums.push([`${tax}, ${percent(payment.taxRate)}`, payment.taxAmount]);
  }
  if (payment.lateFeeApplied) sums.push(['Late fee', payment.lateFeeAmount ?? 0]);
  return (
    <Section title="Amount" flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>For</TableCell>
            <TableCell align="right">Amount</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {payment.lineItems.map((line) => (
            <TableRow key={`${line.rentalId} ${line.description}`}>
              <TableCell>{line.description}</TableCell>
              <TableCell align="right">{amount(line.amount)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          {sums.map(([name, value]) => (
            <Sum key={name} name={name} value={amount(value)} />
          ))}
          <Sum name="Total" value={amount(payment.total)} isTotal />
        </TableFooter>
      </Table>
    </Section>
  );
};

const Sum = ({ name, value, isTotal }: { name: string; value: string; isTotal?: boolean }) => {
  const sx: TableCellProps['sx'] = {
    border: 0,
    py: 0.5,
    fontSize: '0.875rem',
    color: isTotal ? 'text.primary' : 'text.secondary',
    fontWeight: isTotal ? 650 : 400,
  };
  return (
    <TableRow>
      <TableCell component="th" scope="row" align="right" sx={sx}>
        {name}
      </TableCell>
      <TableCell align="right" sx={sx}>
        {value}
      </TableCell>
    </TableRow>
  );
};
