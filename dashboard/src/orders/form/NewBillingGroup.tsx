// A billing group, made while an order is taken; its first subscriptions come with the order.
import { maxLength, maxValue, minValue, NumberInput, required, TextInput } from 'react-admin';

import { ActionDialog } from '../../actions/ActionDialog';
import { api, given } from '../../api/client';

/** Last day that every month has. */
const DAY_MAX = 28;

interface Props {
  customerId: string;
  onMade: (billingGroupId: string) => void;
  onClose: () => void;
}

export const NewBillingGroup = ({ customerId, onMade, onClose }: Props) => (
  <ActionDialog
    title="New billing group"
    label="Create group"
    explanation="Subscriptions in a group are billed together, on the same day of the month."
    defaultValues={{ groupName: '', billingDay: 1 }}
    act={({ groupName, billingDay }: { groupName: string; billingDay: number }, sending) =>
      given(
        api.POST('/v1/billing-groups', {
          params: { header: { 'Idempotency-Key': sending.idempotencyKey } },
          body: { customerId, groupName: groupName.trim(), billingDay, rentalIds: [] },
        }),
      )
    }
    onDone={({ billingGroup }) => onMade(billingGroup.billingGroupId)}
    onClose={onClose}
  >
    <TextInput
      source="groupName"
      label="Group name"
      validate={[required(), maxLength(255)]}
      autoComplete="off"
      autoFocus
      helperText={false}
    />
    <NumberInput
      source="billingDay"
      label="Billing day of the month"
      min={1}
      max={DAY_MAX}
      validate={[required(), minValue(1), maxValue(DAY_MAX)]}
      helperText={`From 1 to ${DAY_MAX}`}
    />
  </ActionDialog>
);
