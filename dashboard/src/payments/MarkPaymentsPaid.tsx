// Saying of several payments at once that they came in: one transfer for many months, say.
import { DateInput, required, SelectInput, TextInput } from 'react-admin';

import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { filled } from '../forms/filled';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { MEANS } from './method';

type Values = Schema<'MarkPaidBody'>;

const MarkPaymentsPaid = (props: BulkProps) => {
  const { today } = useFormat();
  return (
    <BulkDialog<Values>
      {...props}
      label={`Mark ${count(props.rows.length, 'payment')} as paid`}
      explanation="Each counts for its customer and subscription at once, and cannot be unmarked: money that goes back is a refund. What is paid or cancelled already is refused and stays as it is."
      defaultValues={{ paidAt: today(), paymentReference: '', notes: '' }}
      act={(paymentId, { idempotencyKey }, values) =>
        given(
          api.POST('/v1/payments/{paymentId}/mark-paid', {
            params: { path: { paymentId }, header: { 'Idempotency-Key': idempotencyKey } },
            // Notes that a payment has stay where none are given.
            body: filled(values),
          }),
        )
      }
    >
      <DateInput source="paidAt" label="Paid on" validate={required()} helperText={false} />
      <SelectInput source="paymentMethod" label="Method" choices={MEANS} helperText={false} />
      <TextInput
        source="paymentReference"
        label="Reference"
        helperText="Such as the bank transfer's; kept with each of them"
        autoFocus
      />
      <TextInput
        source="notes"
        label="Notes"
        helperText="In the place of each one's notes; left empty, those stay"
        multiline
      />
    </BulkDialog>
  );
};

export default MarkPaymentsPaid;
