// Calling off a payment that is not to be collected.
import { required, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { versionOf } from '../api/version';
import { useFormat } from '../format/useFormat';
import type { Payment } from './payment';

interface Props {
  payment: Payment;
  onClose: () => void;
}

export const CancelPayment = ({ payment, onClose }: Props) => {
  const { money } = useFormat();
  return (
    <ActionDialog<Schema<'CancelPaymentBody'>, Schema<'PaymentChangedBody'>>
      title="Cancel the payment"
      label="Cancel payment"
      isDangerous
      explanation={`${money(payment.total, payment.currency)} for ${payment.description} will not be collected. A cancelled payment cannot be opened again; the subscription runs on.`}
      defaultValues={{ reason: '' }}
      act={({ reason }, { idempotencyKey }) =>
        given(
          api.POST('/v1/payments/{paymentId}/cancel', {
            params: {
              path: { paymentId: payment.id },
              header: { 'Idempotency-Key': idempotencyKey, ...versionOf(payment) },
            },
            body: { reason },
          }),
        )
      }
      onClose={onClose}
    >
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
