// Giving money back of a paid payment: all of it, or a part.
import { maxValue, minValue, NumberInput, required, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { versionOf } from '../api/version';
import { useFormat } from '../format/useFormat';
import { leastOf } from '../money/minorUnits';
import { type Payment, refundable } from './payment';

interface Props {
  payment: Payment;
  onClose: () => void;
}

export const RefundPayment = ({ payment, onClose }: Props) => {
  const { money, decimals } = useFormat();
  const left = refundable(payment);
  const most = money(left, payment.currency);
  return (
    <ActionDialog<Schema<'RefundBody'>, Schema<'PaymentChangedBody'>>
      title="Refund the payment"
      label="Refund"
      isDangerous
      explanation={`Up to ${most} of ${payment.description} can be given back. ${howOf(payment)}`}
      defaultValues={{ amount: left, reason: '' }}
      act={({ amount, reason }, { idempotencyKey }) =>
        given(
          api.POST('/v1/payments/{paymentId}/refund', {
            params: {
              path: { paymentId: payment.id },
              header: { 'Idempotency-Key': idempotencyKey, ...versionOf(payment) },
            },
            body: { amount, reason },
          }),
        )
      }
      onClose={onClose}
    >
      <NumberInput
        source="amount"
        label={`Amount (${payment.currency})`}
        min={0}
        max={left}
        validate={[
          required(),
          minValue(leastOf(decimals), 'Give back more than nothing.'),
          maxValue(left, `Only ${most} is left of this payment.`),
        ]}
        helperText={false}
      />
      <TextInput
        source="reason"
        label="Reason"
        validate={required()}
        helperText={false}
        multiline
        autoFocus
      />
    </ActionDialog>
  );
};

/** Who gives the money back. */
const howOf = ({ provider }: Payment): string =>
  provider === undefined || provider === 'manual'
    ? 'It was paid outside of the system: this records the refund, you transfer the money.'
    : 'The provider that collected it gives it back.';
