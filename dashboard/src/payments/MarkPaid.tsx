// Saying that money came in outside of the system: by bank transfer, in cash.
import { DateInput, required, SelectInput, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { versionOf } from '../api/version';
import { useFormat } from '../format/useFormat';
import { MEANS } from './method';
import type { Payment } from './payment';

type Values = Schema<'MarkPaidBody'>;

interface Props {
  payment: Payment;
  onClose: () => void;
}

export const MarkPaid = ({ payment, onClose }: Props) => {
  const { money, date, today } = useFormat();
  return (
    <ActionDialog<Values, Schema<'PaymentChangedBody'>>
      title="Mark as paid"
      label={`Mark ${money(payment.total)} as paid`}
      explanation={`${payment.description}, due ${date(payment.dueDate)}. It counts for the customer and the subscription at once, and cannot be unmarked: money that goes back is a refund.`}
      defaultValues={{
        paidAt: today(),
        paymentMethod: null,
        paymentReference: '',
        notes: payment.notes ?? '',
      }}
      act={({ paidAt, paymentMethod, paymentReference, notes }, { idempotencyKey }) =>
        given(
          api.POST('/v1/payments/{paymentId}/mark-paid', {
            params: {
              path: { paymentId: payment.id },
              header: { 'Idempotency-Key': idempotencyKey, ...versionOf(payment) },
            },
            body: {
              paidAt,
              paymentMethod: paymentMethod || null,
              paymentReference: paymentReference || null,
              notes: notes || null,
            },
          }),
        )
      }
      onClose={onClose}
    >
      <DateInput source="paidAt" label="Paid on" validate={required()} helperText={false} />
      <SelectInput source="paymentMethod" label="Method" choices={MEANS} helperText={false} />
      <TextInput
        source="paymentReference"
        label="Reference"
        helperText="Such as the bank transfer's"
        autoFocus
      />
      <TextInput source="notes" label="Notes" helperText={false} multiline />
    </ActionDialog>
  );
};
