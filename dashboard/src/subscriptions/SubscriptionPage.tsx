// One subscription: who has what on which terms, what it has brought, and what can be done with it.
import { Alert, Stack } from '@mui/material';

import type { Rows } from '../data/resources';
import { StatusBadge, statusWord } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DetailPage } from '../layout/DetailPage';
import { PageHeading } from '../layout/PageHeading';
import { Columns } from '../layout/Section';
import { useCan } from '../session/useSession';
import { TimelineSection } from '../timeline/TimelineSection';
import { ContractTerms } from './ContractTerms';
import { isTermOver } from './contractEnd';
import { PlannedEnd } from './PlannedEnd';
import { SubscriptionActions } from './SubscriptionActions';
import { SubscriptionAsset } from './SubscriptionAsset';
import { SubscriptionCustomer } from './SubscriptionCustomer';
import { SubscriptionFields } from './SubscriptionFields';
import { SubscriptionFigures } from './SubscriptionFigures';
import { SubscriptionHistory } from './SubscriptionHistory';
import { SubscriptionNotes } from './SubscriptionNotes';
import { SubscriptionPayments } from './SubscriptionPayments';
import { UpgradeUnderWay } from './UpgradeUnderWay';

type Rental = Rows['subscriptions'];

const SubscriptionPage = () => (
  <DetailPage<Rental>>{(rental) => <Subscription rental={rental} />}</DetailPage>
);

const Subscription = ({ rental }: { rental: Rental }) => {
  const readsPayments = useCan('payments:read');
  return (
    <>
      <PageHeading
        title={`${rental.customerName}: ${rental.productName}`}
        badge={<StatusBadge status={rental.status} />}
        subtitle={[rental.variantName, `Serial number ${rental.assetSerialNumber}`]
          .filter(Boolean)
          .join(' · ')}
      >
        <SubscriptionActions rental={rental} />
      </PageHeading>
      <Stack spacing={2}>
        <Standing rental={rental} />
        <PlannedEnd rental={rental} />
        <UpgradeUnderWay rental={rental} />
        <Columns
          main={
            <>
              <SubscriptionFigures rental={rental} />
              {readsPayments && <SubscriptionPayments rental={rental} />}
              <SubscriptionHistory rental={rental} />
            </>
          }
          side={
            <>
              <ContractTerms rental={rental} />
              <SubscriptionCustomer rental={rental} />
              <SubscriptionAsset rental={rental} />
              <SubscriptionNotes rental={rental} />
              <SubscriptionFields rental={rental} />
              <TimelineSection of="subscriptions" id={rental.rentalId} />
            </>
          }
        />
      </Stack>
    </>
  );
};

/** What somebody has to know before they do anything: that it has ended, or has to be ended. */
const Standing = ({ rental }: { rental: Rental }) => {
  const { date, today } = useFormat();
  if (rental.status !== 'active') {
    return (
      <Alert severity="info">
        {statusWord(rental.status)}
        {rental.endedOn && ` on ${date(rental.endedOn)}`}
        {rental.actualMonthsRented !== undefined &&
          ` after ${rental.actualMonthsRented} of ${rental.contractLength} months`}
        . This is final; the history below says more.
      </Alert>
    );
  }
  if (isTermOver(rental, today())) {
    return (
      <Alert severity="warning">
        The contract ended on {date(rental.endDate)} and waits for a decision: extend it, sell the
        device to the customer, or complete it once the device is back.
      </Alert>
    );
  }
  return null;
};

export default SubscriptionPage;
