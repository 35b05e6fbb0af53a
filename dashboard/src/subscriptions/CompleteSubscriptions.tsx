// Closing several subscriptions whose term is over.
import { api, given } from '../api/client';
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';

const CompleteSubscriptions = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Complete ${count(props.rows.length, 'subscription')}`}
    isDangerous
    explanation="Each closes on the day its term was over, and its device is set to returned. This is final; payments that are still open stay owed. One whose term still runs is refused and stays as it is."
    act={(subscriptionId, { idempotencyKey }) =>
      given(
        api.POST('/v1/subscriptions/{subscriptionId}/complete', {
          params: { path: { subscriptionId }, header: { 'Idempotency-Key': idempotencyKey } },
        }),
      )
    }
  />
);

export default CompleteSubscriptions;
