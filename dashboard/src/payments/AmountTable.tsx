// Lines of a payment or an invoice, what comes on top, and the sum.
import {
  Table,
  TableBody,
  TableCell,
  type TableCellProps,
  TableFooter,
  TableHead,
  TableRow,
} from '@mui/material';

interface Props {
  lines: { rentalId: string; description: string; amount: number }[];
  /** Between the lines and the total, in their order. */
  sums: [name: string, amount: number][];
  total: number;
  /** Writes an amount. */
  amount: (value: number) => string;
}

export const AmountTable = ({ lines, sums, total, amount }: Props) => (
  <Table size="small">
    <TableHead>
      <TableRow>
        <TableCell>For</TableCell>
        <TableCell align="right">Amount</TableCell>
      </TableRow>
    </TableHead>
    <TableBody>
      {lines.map((line) => (
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
      <Sum name="Total" value={amount(total)} isTotal />
    </TableFooter>
  </Table>
);

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
