// Calling off several payments at once.
import { required, TextInput } from 'react-admin';

import { api, given, type Schema } from '../api/client';
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';

const CancelPayments = (props: BulkProps) => (
  <BulkDialog<Schema<'CancelPaymentBody'>>
    {...props}
    label={`Cancel ${count(props.rows.length, 'payment')}`}
    isDangerous
    explanation="They will not be collected, and cannot be opened again; the subscriptions run on. What is paid or being collected is refused and stays as it is."
    defaultValues={{ reason: '' }}
    act={(paymentId, { idempotencyKey }, { reason }) =>
      given(
        api.POST('/v1/payments/{paymentId}/cancel', {
          params: { path: { paymentId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: { reason },
        }),
      )
    }
  >
    <TextInput
      source="reason"
      label="Reason"
      validate={required()}
      helperText="Kept with each of them"
      multiline
      autoFocus
    />
  </BulkDialog>
);

export default CancelPayments;
