// One billing group: whom it bills, for which subscriptions, and what it has billed.
import { Button, Link as MuiLink, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { CustomerName } from '../customers/CustomerName';
import { termsWord } from '../customers/customer';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DetailPage } from '../layout/DetailPage';
import { Facts } from '../layout/Facts';
import { Figures } from '../layout/Figures';
import { PageHeading } from '../layout/PageHeading';
import { Columns, Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { TimelineSection } from '../timeline/TimelineSection';
import { type BillingGroup, dayOfMonth } from './billingGroup';
import { DeleteBillingGroup } from './DeleteBillingGroup';
import { GenerateInvoice } from './GenerateInvoice';
import { GroupCustomer } from './GroupCustomer';
import { GroupPayments } from './GroupPayments';
import { GroupSubscriptions } from './GroupSubscriptions';

const BillingGroupPage = () => (
  <DetailPage<BillingGroup>>
    {(group) => (
      <>
        <PageHeading
          title={group.groupName}
          badge={<StatusBadge status={group.status} />}
          subtitle={<CustomerName customerId={group.customerId} />}
        >
          <Actions group={group} />
        </PageHeading>
        <Stack spacing={2}>
          <GroupFigures group={group} />
          <Columns
            main={
              <>
                <GroupSubscriptions group={group} />
                <GroupPayments group={group} />
                <TimelineSection of="billing-groups" id={group.billingGroupId} />
              </>
            }
            side={
              <>
                <Section title="Billed to">
                  <GroupCustomer customerId={group.customerId} />
                </Section>
                <GroupFacts group={group} />
              </>
            }
          />
        </Stack>
      </>
    )}
  </DetailPage>
);

const Actions = ({ group }: { group: BillingGroup }) => {
  const [open, setOpen] = useState<'delete' | 'invoice'>();
  const mayWrite = useCan('payments:write');
  const close = () => setOpen(undefined);
  return (
    <>
      {mayWrite && (
        <>
          <Button color="error" onClick={() => setOpen('delete')}>
            Delete
          </Button>
          <Button component={Link} to={`/billing-groups/${group.id}`} variant="outlined">
            Edit
          </Button>
        </>
      )}
      <Button variant="contained" onClick={() => setOpen('invoice')}>
        Generate invoice
      </Button>
      {open === 'delete' && <DeleteBillingGroup group={group} onClose={close} />}
      {open === 'invoice' && <GenerateInvoice group={group} onClose={close} />}
    </>
  );
};

const GroupFigures = ({ group }: { group: BillingGroup }) => {
  const { money } = useFormat();
  const isOff = group.status === 'inactive';
  return (
    <Figures
      figures={[
        {
          name: 'Monthly',
          value: money(group.totalMonthlyAmount, group.currency),
          note: 'without tax on top',
        },
        { name: 'Active subscriptions', value: group.activeRentalCount },
        {
          name: 'Billed on',
          value: `the ${dayOfMonth(group.billingDay)}`,
          note: isOff ? 'not while it is inactive' : 'of each month',
        },
      ]}
    />
  );
};

const GroupFacts = ({ group }: { group: BillingGroup }) => {
  const { date } = useFormat();
  const email = group.contactEmail;
  return (
    <Section title="Group">
      <Facts
        facts={[
          ['Primary contact', group.contactName],
          [
            'E-mail',
            email && (
              <MuiLink key="email" href={`mailto:${email}`}>
                {email}
              </MuiLink>
            ),
          ],
          [
            'Payment terms',
            group.paymentTerms ? termsWord(group.paymentTerms) : "As the customer's",
          ],
          ['Notes', group.notes],
          ['Created', date(group.createdAt)],
          ['Group id', group.billingGroupId],
        ]}
      />
    </Section>
  );
};

export default BillingGroupPage;
