// What the amount is made of.
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { AmountTable } from './AmountTable';
import type { Payment } from './payment';

export const PaymentLines = ({ payment }: { payment: Payment }) => {
  const { money, percent } = useFormat();
  const sums: [string, number][] = [['Subtotal', payment.subtotal]];
  const isInclusive = payment.taxAmount > 0 && payment.subtotal >= payment.total;
  if (payment.taxAmount > 0) {
    const tax = isInclusive ? 'Tax in it' : 'Tax';
    sums.push([`${tax}, ${percent(payment.taxRate)}`, payment.taxAmount]);
  }
  if (payment.lateFeeApplied) sums.push(['Late fee', payment.lateFeeAmount ?? 0]);
  return (
    <Section title="Amount" flush>
      <AmountTable
        lines={payment.lineItems}
        sums={sums}
        total={payment.total}
        amount={(value) => money(value, payment.currency)}
      />
    </Section>
  );
};
