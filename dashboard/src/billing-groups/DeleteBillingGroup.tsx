// Taking a billing group apart: its subscriptions run on, each billed by itself.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { versionOf } from '../api/version';
import { count } from '../format/write';
import type { BillingGroup } from './billingGroup';

interface Props {
  group: BillingGroup;
  onClose: () => void;
}

export const DeleteBillingGroup = ({ group, onClose }: Props) => {
  return (
    <ActionDialog
      title={`Delete ${group.groupName}`}
      label="Delete group"
      isDangerous
      explanation={`No contract ends: ${count(group.activeRentalCount, 'subscription')} will be billed each by itself, with open payments too. What the group has billed so far stays. The group cannot be brought back.`}
      act={() =>
        given(
          api.DELETE('/v1/billing-groups/{billingGroupId}', {
            params: { path: { billingGroupId: group.id }, header: versionOf(group) },
          }),
        )
      }
      leavesFor="/billing-groups"
      onClose={onClose}
    />
  );
};
