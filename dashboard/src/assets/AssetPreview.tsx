// A glance at an asset: how it is, who has it until when, and whether it has paid for itself.
import { Skeleton } from '@mui/material';
import { useRecordContext } from 'react-admin';

import type { Schema } from '../api/client';
import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { PageLink } from '../layout/PageLink';
import { Unread } from '../layout/Unread';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { RecoveryBar } from '../subscriptions/RecoveryBar';
import { useAssetHistory } from './useAssetHistory';

type Asset = Rows['assets'];
type History = Schema<'AssetHistoryBody'>;

const AssetPreview = () => {
  const asset = useRecordContext<Asset>();
  return asset ? <Preview asset={asset} /> : null;
};

const Preview = ({ asset }: { asset: Asset }) => {
  const { date } = useFormat();
  const { data: history, error, refetch, isFetching } = useAssetHistory(asset);
  return (
    <Glance
      title={asset.serialNumber}
      badge={<StatusBadge status={asset.status} />}
      subtitle={`${asset.productName} · ${asset.sku}`}
    >
      <GlancePart title="Asset">
        <Facts
          facts={[
            ['Condition', asset.condition],
            ['Location', asset.location],
            ['Acquired on', date(asset.acquisitionDate)],
            ['Notes', asset.notes],
          ]}
        />
      </GlancePart>
      {error ? (
        <Unread error={error} again={refetch} isTrying={isFetching} />
      ) : (
        history === undefined && <Skeleton variant="rounded" height={96} aria-label="Loading" />
      )}
      {history && <Holder asset={asset} history={history} />}
      {history && <Recovery history={history} />}
    </Glance>
  );
};

interface HistoryProps {
  history: History;
}

/** Who has it, in which subscription. */
const Holder = ({ asset, history }: HistoryProps & { asset: Asset }) => {
  const { money, date } = useFormat();
  const stay = history.subscriptions.find(({ rentalId }) => rentalId === asset.rentalId);
  return (
    <GlancePart title="Who has it">
      {stay ? (
        <Facts
          facts={[
            [
              'Customer',
              <PageLink
                key="customer"
                to={`/customers/${stay.customerId}/show`}
                permission="customers:read"
              >
                {stay.customerName}
              </PageLink>,
            ],
            [
              'Subscription',
              <PageLink
                key="subscription"
                to={`/subscriptions/${stay.rentalId}/show`}
                permission="subscriptions:read"
              >
                {money(stay.monthlyAmount)} a month
              </PageLink>,
            ],
            ['From, until', `${date(stay.startDate)} – ${date(stay.endDate)}`],
          ]}
        />
      ) : asset.status === 'sold' ? (
        'It was sold to the customer who had it.'
      ) : (
        'Nobody: it is in no running subscription.'
      )}
    </GlancePart>
  );
};

const Recovery = ({ history }: HistoryProps) => {
  const { money } = useFormat();
  const { lifetime } = history;
  return (
    <GlancePart title="Cost recovery" wide>
      <RecoveryBar percent={lifetime.costRecoveryPercent ?? undefined} wide />
      {`${money(lifetime.totalCollected)} collected, ${money(lifetime.totalOutstanding)} still due with tax`}
    </GlancePart>
  );
};

export default AssetPreview;
