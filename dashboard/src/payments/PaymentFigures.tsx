// How much, until when, and what is still to come.
import { useFormat } from '../format/useFormat';
import { type Figure, Figures } from '../layout/Figures';
import type { Payment } from './payment';

export const PaymentFigures = ({ payment }: { payment: Payment }) => {
  const { money, date } = useFormat();
  const amount = (value: number) => money(value, payment.currency);
  const figures: Figure[] = [
    {
      name: 'Amount',
      value: amount(payment.total),
      note: payment.taxAmount > 0 ? `with ${amount(payment.taxAmount)} tax` : 'no tax',
    },
    { name: 'Due', value: date(payment.dueDate), note: payment.overdue ? 'overdue' : undefined },
    { name: 'Paid', value: date(payment.paidAt) },
  ];
  if (payment.refundedAmount) {
    figures.push({
      name: 'Refunded',
      value: amount(payment.refundedAmount),
      note: `last on ${date(payment.refundedAt)}`,
    });
  }
  return <Figures figures={figures} />;
};
