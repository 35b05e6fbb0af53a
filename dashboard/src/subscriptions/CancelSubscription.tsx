// Calling a subscription off.
import { required, SelectInput, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { word } from '../format/write';
import { filled } from '../forms/filled';
import type { Sending } from '../forms/useSubmit';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';

type Values = Schema<'CancelSubscriptionBody'>;

const REASONS: Schema<'CancellationReason'>[] = [
  'customer_request',
  'payment_failure',
  'fraud',
  'admin_decision',
  'other',
];

export const CancelSubscription = ({ rental, onClose }: ActionProps) => {
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/cancel', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    );
  return (
    <ActionDialog<Values, Schema<'EndedBody'>>
      title="Cancel the subscription"
      label="Cancel subscription"
      isDangerous
      explanation={
        <>
          The contract ends today, without a fee, and this is final. Payments of months that have
          begun stay owed; those of later months are called off. {rental.assetSerialNumber} is set
          to returned and has to be collected.
        </>
      }
      act={act}
      onClose={onClose}
    >
      <SelectInput
        source="reason"
        label="Reason"
        choices={REASONS.map((id) => ({ id, name: word(id) }))}
        validate={required()}
        helperText={false}
        autoFocus
      />
      <TextInput source="notes" label="Notes" multiline minRows={2} helperText={false} />
    </ActionDialog>
  );
};
