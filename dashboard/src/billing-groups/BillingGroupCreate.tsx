// A new billing group: for whom, its name and day, and which subscriptions it bills.
import { Alert, Stack } from '@mui/material';
import { useFormContext } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';

import { api, given } from '../api/client';
import { CustomerInput } from '../customers/CustomerInput';
import { FormFooter } from '../forms/FormFooter';
import { FormPage } from '../forms/FormPage';
import { PageHeading } from '../layout/PageHeading';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import type { GroupValues } from './billingGroup';
import { GroupCustomer } from './GroupCustomer';
import { GroupFields } from './GroupFields';
import { MembersInput } from './MembersInput';

const BillingGroupCreate = () => {
  const readsCustomers = useCan('customers:read');
  if (readsCustomers) return <NewGroup />;
  return (
    <>
      <PageHeading title="New billing group" />
      <Alert severity="info" sx={{ maxWidth: 640 }}>
        A group is made for a customer, and your key may not see customers. Somebody whose key may
        can make it.
      </Alert>
    </>
  );
};

const NewGroup = () => {
  const [query] = useSearchParams();
  const customerId = query.get('customerId') ?? '';
  return (
    <FormPage<GroupValues>
      title="New billing group"
      name={`billing-groups.new.${customerId}`}
      defaultValues={{
        customerId,
        groupName: '',
        billingDay: 1,
        rentalIds: [],
        notes: '',
        contactName: '',
        contactEmail: '',
        paymentTerms: '',
      }}
      save={async (values, sending) => {
        const { customerId, groupName, billingDay, rentalIds } = values;
        const { message, billingGroup } = await given(
          api.POST('/v1/billing-groups', {
            params: { header: { 'Idempotency-Key': sending.idempotencyKey } },
            body: {
              customerId,
              groupName,
              billingDay,
              rentalIds,
              notes: values.notes || null,
              contactName: values.contactName || null,
              contactEmail: values.contactEmail || null,
              paymentTerms: values.paymentTerms || null,
            },
          }),
        );
        return { message, to: `/billing-groups/${billingGroup.billingGroupId}/show` };
      }}
      footer={({ isSending }) => (
        <FormFooter back="/billing-groups" label="Make group" isSending={isSending} />
      )}
    >
      <Parts />
    </FormPage>
  );
};

const Parts = () => {
  const customerId = useFormContext<GroupValues>().watch('customerId');
  return (
    <>
      <Section title="Group">
        <Stack spacing={1.5}>
          <ForWhom />
          <GroupFields customerId={customerId} />
        </Stack>
      </Section>
      {customerId && <Chosen customerId={customerId} />}
    </>
  );
};

/** The customer; another one has other subscriptions and may pay by other terms, so both are let go. */
const ForWhom = () => {
  const { setValue } = useFormContext<GroupValues>();
  return (
    <CustomerInput
      source="customerId"
      isRequired
      helperText="Search by name, e-mail, company or phone"
      onChange={() => {
        setValue('rentalIds', []);
        setValue('paymentTerms', '');
      }}
    />
  );
};

const Chosen = ({ customerId }: { customerId: string }) => (
  <>
    <Section title="Billed to">
      <GroupCustomer customerId={customerId} />
    </Section>
    <Section title="Subscriptions">
      <MembersInput key={customerId} customerId={customerId} />
    </Section>
  </>
);

export default BillingGroupCreate;
