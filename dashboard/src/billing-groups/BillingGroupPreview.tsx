// A glance at a billing group: whom it bills, for what, and what is asked for next.
import { useGetList, useRecordContext } from 'react-admin';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Glance } from '../lists/Glance';
import { GlanceLines } from '../lists/GlanceLines';
import { GlancePart } from '../lists/GlancePart';
import { listLink } from '../lists/listLink';
import { OpenPaymentLines } from '../payments/OpenPaymentLines';
import { useCan } from '../session/useSession';
import { SubscriptionLine } from '../subscriptions/SubscriptionLine';
import { type BillingGroup, dayOfMonth } from './billingGroup';
import { GroupCustomer } from './GroupCustomer';

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
  const mayRead = useCan('subscriptions:read');
  const read = useGetList<Rows['subscriptions']>(
    'subscriptions',
    {
      filter: { billingGroupId: group.id },
      pagination: { page: 1, perPage: SHOWN },
      sort: { field: 'createdAt', order: 'DESC' },
    },
    { enabled: mayRead },
  );
  if (!mayRead) return null;
  return (
    <GlancePart title="Subscriptions" wide>
      <GlanceLines
        read={read}
        none="None yet."
        all={[listLink('subscriptions', { billingGroupId: group.id }), 'All subscriptions']}
      >
        {(rental) => <SubscriptionLine rental={rental} />}
      </GlanceLines>
    </GlancePart>
  );
};

/** Lines at a glance. */
const SHOWN = 5;

export default BillingGroupPreview;
