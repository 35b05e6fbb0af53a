// What the order costs: a month, over the whole contract, and what was paid for it.
import { Box } from '@mui/material';

import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { word } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import type { Order } from './order';

export const OrderFigures = ({ order }: { order: Order }) => {
  const format = useFormat();
  const { totals, payment, items } = order;
  const money = (amount: number) => format.money(amount, totals.currency);
  const rate = format.percent(totals.taxRate);
  const setup = items.reduce((sum, item) => sum + item.setupFee * item.quantity, 0);
  return (
    <Section title="Financial summary">
      <Facts
        facts={[
          ['Monthly subtotal', money(totals.subtotal)],
          [
            totals.taxInclusive ? `Tax in it (${rate})` : `Tax on top (${rate})`,
            money(totals.taxAmount),
          ],
          [
            'Monthly total',
            <Box key="total" component="strong" sx={{ fontSize: '1.25em' }}>
              {money(totals.total)}
            </Box>,
          ],
          ['Set-up fees, once', setup > 0 ? money(setup) : undefined],
          ['Total contract value', money(order.totalContractValue)],
          ['Order payment', <StatusBadge key="status" status={payment.status} />],
          ['Paid', payment.paidAmount !== undefined ? money(payment.paidAmount) : undefined],
          ['Paid by', payment.method && word(payment.method)],
          ['Transaction', payment.transactionId],
        ]}
      />
    </Section>
  );
};
