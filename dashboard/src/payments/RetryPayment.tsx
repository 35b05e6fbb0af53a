// Trying to collect a failed payment again, now.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { versionOf } from '../api/version';
import { useFormat } from '../format/useFormat';
import { type Payment, providerWord } from './payment';

interface Props {
  payment: Payment;
  onClose: () => void;
}

export const RetryPayment = ({ payment, onClose }: Props) => {
  const { money } = useFormat();
  return (
    <ActionDialog<object, Schema<'PaymentChangedBody'>>
      title="Retry the payment"
      label={`Collect ${money(payment.total, payment.currency)} now`}
      explanation={`${providerWord(payment.provider) ?? 'The provider'} is asked for the money once more. Tell the customer: their card or account is charged at once.`}
      act={(_values, { idempotencyKey }) =>
        given(
          api.POST('/v1/payments/{paymentId}/retry', {
            params: {
              path: { paymentId: payment.id },
              header: { 'Idempotency-Key': idempotencyKey, ...versionOf(payment) },
            },
          }),
        )
      }
      onClose={onClose}
    />
  );
};
