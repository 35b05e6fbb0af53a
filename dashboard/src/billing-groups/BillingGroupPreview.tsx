// A glance at a billing group: whom it bills, for what, and what is asked for next.
import { Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';

import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Glance } from '../lists/Glance';
import { GlanceLines } from '../lists/GlanceLines';
import { GlancePart } from '../lists/GlancePart';
import { OpenPaymentLines } from '../payments/OpenPaymentLines';
import { SubscriptionLine } from '../subscriptions/SubscriptionLine';
import { type BillingGroup, dayOfMonth } from './billingGroup';
import { GroupCustomer } from './GroupCustomer';
import { useGroupMembers } from './useGroupMembers';

const BillingGroupPreview = () => {
  const group = useRecordContext<BillingGroup>();
  return group ? <Preview group={group} /> : null;
};

const Preview = ({ group }: { group: BillingGroup }) => {
  const { money } = useFormat();
  return (
    <Glance
      title={group.groupName}
      badge={<StatusBadge status={group.status} />}
      subtitle={`${money(group.totalMonthlyAmount, group.currency)} a month, billed on the ${dayOfMonth(group.billingDay)}`}
    >
      <GlancePart title="Billed to" wide>
        <GroupCustomer customerId={group.customerId} />
      </GlancePart>
      <Members group={group} />
      <GlancePart title="Next bill" wide>
        <OpenPaymentLines billingGroupId={group.id} shown={1} />
      </GlancePart>
      {group.notes && (
        <GlancePart title="Notes" wide>
          {group.notes}
        </GlancePart>
      )}
    </Glance>
  );
};

const Members = ({ group }: { group: BillingGroup }) => {
  const { members, mayRead, ...read } = useGroupMembers(group);
  if (!mayRead) return null;
  return (
    <GlancePart title="Subscriptions" wide>
      {group.rentalIds.length === 0 ? (
        <Typography variant="body2">None yet.</Typography>
      ) : (
        <GlanceLines
          read={{
            ...read,
            data: members?.slice(0, SHOWN),
            pageInfo: { hasNextPage: (members?.length ?? 0) > SHOWN },
          }}
          none="None of them can be read."
          all={[`/billing-groups/${group.id}/show`, 'All of them']}
        >
          {(rental) => <SubscriptionLine rental={rental} />}
        </GlanceLines>
      )}
    </GlancePart>
  );
};

/** Lines at a glance. */
const SHOWN = 5;

export default BillingGroupPreview;
