// A contract that was to be called off on a day to come goes on.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import type { Sending } from '../forms/useSubmit';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';

export const WithdrawCancellation = ({ rental, onClose }: ActionProps) => {
  const { date } = useFormat();
  const act = (_: object, sending: Sending) =>
    given(
      api.DELETE('/v1/subscriptions/{subscriptionId}/cancel', {
        params: preconditions(rental, sending),
      }),
    );
  return (
    <ActionDialog<object, Schema<'CancellationWithdrawnBody'>>
      title="Withdraw the cancellation"
      label="Withdraw"
      explanation={`The contract of ${rental.customerName} goes on as it was: it runs until ${date(rental.endDate)}.`}
      act={act}
      onClose={onClose}
    />
  );
};
