// A glance at a subscription: who has which device, until when, what is to be paid, what it has brought.
import { useGetOne, useRecordContext } from 'react-admin';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { type Fact, Facts } from '../layout/Facts';
import { PageLink } from '../layout/PageLink';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { useCan } from '../session/useSession';
import { RecoveryBar } from './RecoveryBar';
import { useStanding } from './useStanding';

type Rental = Rows['subscriptions'];

const SubscriptionPreview = () => {
  const rental = useRecordContext<Rental>();
  return rental ? <Preview rental={rental} /> : null;
};

const Preview = ({ rental }: { rental: Rental }) => {
  const { money, date } = useFormat();
  const amount = (value: number | undefined) => money(value, rental.currency);
  const plan = rental.scheduledCancellation;
  return (
    <Glance
      title={`${rental.customerName}: ${rental.productName}`}
      badge={<StatusBadge status={rental.status} />}
      subtitle={[rental.company, rental.customerEmail].filter(Boolean).join(' · ')}
    >
      <GlancePart title="Device">
        <Facts facts={useDevice(rental)} />
      </GlancePart>
      <GlancePart title="Term">
        <Facts
          facts={[
            ['From', date(rental.startDate)],
            ['Until', date(rental.endDate)],
            ['Length', count(rental.contractLength, 'month')],
            ['To be cancelled on', plan && date(plan.effectiveDate)],
            ['Ended on', rental.endedOn && date(rental.endedOn)],
            ['Monthly', amount(rental.monthlyAmount)],
          ]}
        />
      </GlancePart>
      <GlancePart title="Payments">
        <Facts facts={useOpen(rental)} />
      </GlancePart>
      <GlancePart title="Cost recovery">
        <RecoveryBar percent={rental.costRecoveryPercent} wide />
        {rental.acquisitionCost !== undefined &&
          `${amount(rental.totalCollected)} of ${amount(rental.acquisitionCost)}`}
      </GlancePart>
    </Glance>
  );
};

/** Which unit, and how it is. */
const useDevice = (rental: Rental): Fact[] => {
  const serialNumber = rental.assetSerialNumber;
  const readsAssets = useCan('assets:read');
  const { data: asset } = useGetOne<Rows['assets']>(
    'assets',
    { id: serialNumber },
    { enabled: readsAssets },
  );
  return [
    [
      'Serial number',
      <PageLink
        key="asset"
        to={`/assets/${encodeURIComponent(serialNumber)}/show`}
        permission="assets:read"
      >
        {serialNumber}
      </PageLink>,
    ],
    ['SKU', rental.sku],
    ['Condition', asset?.condition],
    ['Location', asset?.location],
  ];
};

/** What is owed, and what comes next. */
const useOpen = (rental: Rental): Fact[] => {
  const { money, date } = useFormat();
  const { data } = useStanding(rental);
  const amount = (value: number) => money(value, rental.currency);
  const next = data?.next;
  return [
    ['Collected, without tax', amount(rental.totalCollected)],
    ['Overdue', data && (data.late > 0 ? `${amount(data.owed)} (${data.late})` : 'Nothing')],
    [
      'Next payment',
      rental.nextBillingDate
        ? [date(rental.nextBillingDate), next && amount(next.total)].filter(Boolean).join(', ')
        : 'None',
    ],
  ];
};

export default SubscriptionPreview;
