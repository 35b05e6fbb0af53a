// Closing a subscription whose term is over.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import type { Sending } from '../forms/useSubmit';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';
import { UpgradeUnderWay } from './UpgradeUnderWay';

export const CompleteSubscription = ({ rental, onClose }: ActionProps) => {
  const { date } = useFormat();
  const act = (_: object, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/complete', {
        params: preconditions(rental, sending),
      }),
    );
  return (
    <ActionDialog<object, Schema<'CompletedBody'>>
      title="Complete the subscription"
      label="Complete"
      explanation={
        <>
          Its term was over on {date(rental.endDate)}. The contract closes on that day, and{' '}
          {rental.assetSerialNumber} is set to returned. Payments that are still open stay owed.
        </>
      }
      act={act}
      onClose={onClose}
    >
      <UpgradeUnderWay rental={rental} />
    </ActionDialog>
  );
};
