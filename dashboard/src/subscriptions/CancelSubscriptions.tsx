// Calling several subscriptions off.
import { api, given, type Schema } from '../api/client';
import { count } from '../format/write';
import { filled } from '../forms/filled';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { CancellationInputs } from './CancellationInputs';

const CancelSubscriptions = (props: BulkProps) => (
  <BulkDialog<Schema<'CancelSubscriptionBody'>>
    {...props}
    label={`Cancel ${count(props.rows.length, 'subscription')}`}
    isDangerous
    explanation="Each contract ends today, without a fee, and this is final. Payments of months that have begun stay owed; those of later months are called off. Each device is set to returned and has to be collected."
    act={(subscriptionId, { idempotencyKey }, values) =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/cancel', {
          params: { path: { subscriptionId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: filled(values),
        }),
      )
    }
  >
    <CancellationInputs />
  </BulkDialog>
);

export default CancelSubscriptions;
