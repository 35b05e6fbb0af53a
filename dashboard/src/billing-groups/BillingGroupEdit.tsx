// Changing a billing group: name, day, members, notes, and whether it bills at all.
import { Stack } from '@mui/material';
import { SelectInput } from 'react-admin';

import { api, given } from '../api/client';
import { versionOf } from '../api/version';
import { EditPage } from '../forms/EditPage';
import { FormFooter } from '../forms/FormFooter';
import { FormPage } from '../forms/FormPage';
import { type Editing, StaleEdit } from '../forms/StaleEdit';
import { Section } from '../layout/Section';
import {
  type BillingGroup,
  GROUP_FIELDS,
  GROUP_STATUSES,
  type GroupValues,
  patchOf,
  valuesOf,
} from './billingGroup';
import { GroupCustomer } from './GroupCustomer';
import { GroupFields } from './GroupFields';
import { MembersInput } from './MembersInput';

const BillingGroupEdit = () => (
  <EditPage<BillingGroup> resource="billing-groups">
    {(group) => <GroupForm group={group} />}
  </EditPage>
);

type Values = GroupValues & Editing<BillingGroup>;

const editing = (group: BillingGroup): Values => ({ ...valuesOf(group), _opened: group });

const GroupForm = ({ group }: { group: BillingGroup }) => {
  const page = `/billing-groups/${group.id}/show`;
  return (
    <FormPage<Values>
      title={`Edit ${group.groupName}`}
      name={`billing-groups.${group.id}`}
      defaultValues={editing(group)}
      save={async ({ _opened, ...values }, sending) => {
        const { message } = await given(
          api.PATCH('/v1/billing-groups/{billingGroupId}', {
            params: {
              path: { billingGroupId: group.id },
              header: { 'Idempotency-Key': sending.idempotencyKey, ...versionOf(_opened) },
            },
            body: patchOf(valuesOf(_opened), values),
          }),
        );
        return { message, to: page };
      }}
      footer={({ isSending }) => <FormFooter back={page} label="Save" isSending={isSending} />}
      stale={(close, again, forget) => (
        <StaleEdit<BillingGroup>
          resource="billing-groups"
          id={group.id}
          within={GROUP_FIELDS}
          valuesOf={editing}
          close={close}
          again={again}
          forget={forget}
        />
      )}
    >
      <Section title="Group">
        <Stack spacing={1.5}>
          <GroupFields customerId={group.customerId} />
          <SelectInput
            source="status"
            label="Status"
            choices={GROUP_STATUSES}
            isRequired
            helperText="While it is inactive, each subscription is billed by itself and none can join"
          />
        </Stack>
      </Section>
      <Section title="Billed to">
        <GroupCustomer customerId={group.customerId} />
      </Section>
      <Section title="Subscriptions">
        <MembersInput customerId={group.customerId} groupId={group.id} />
      </Section>
    </FormPage>
  );
};

export default BillingGroupEdit;
