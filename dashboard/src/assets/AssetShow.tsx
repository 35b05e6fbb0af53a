// One unit: what it is, what it earned, whose it was.
import EditIcon from '@mui/icons-material/EditOutlined';
import { Alert, Button, Skeleton } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { reasonOf } from '../api/refusal';
import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DetailPage } from '../layout/DetailPage';
import { Facts } from '../layout/Facts';
import { PageHeading } from '../layout/PageHeading';
import { PageLink } from '../layout/PageLink';
import { Columns, Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { entriesOf } from '../timeline/entriesOf';
import { Timeline } from '../timeline/Timeline';
import { AssetEarnings } from './AssetEarnings';
import { AssetLifetime } from './AssetLifetime';
import { AssetStays } from './AssetStays';
import { RetireAsset } from './RetireAsset';
import { useAssetHistory } from './useAssetHistory';

type Asset = Rows['assets'];

const AssetShow = () => <DetailPage<Asset>>{(asset) => <Page asset={asset} />}</DetailPage>;

const Page = ({ asset }: { asset: Asset }) => {
  const { serialNumber } = asset;
  const mayWrite = useCan('assets:write');
  const [isRetiring, setRetiring] = useState(false);
  const { data: history, error } = useAssetHistory(asset);
  const isRented = asset.status === 'rented_out';
  return (
    <>
      <PageHeading
        title={serialNumber}
        badge={<StatusBadge status={asset.status} />}
        subtitle={`${asset.productName} · ${asset.sku}`}
      >
        {mayWrite && asset.status !== 'unavailable' && !isRented && asset.status !== 'sold' && (
          <Button color="error" onClick={() => setRetiring(true)}>
            Take out of use
          </Button>
        )}
        {mayWrite && (
          <Button
            component={Link}
            to={`/assets/${encodeURIComponent(serialNumber)}`}
            variant="contained"
            startIcon={<EditIcon />}
          >
            Edit
          </Button>
        )}
      </PageHeading>
      {error && <Alert severity="error">{reasonOf(error)}</Alert>}
      <Columns
        main={
          history === undefined ? (
            !error && <Skeleton variant="rounded" height={320} aria-label="Loading" />
          ) : (
            <>
              <AssetLifetime history={history} />
              <AssetStays history={history} />
              <AssetEarnings history={history} />
            </>
          )
        }
        side={
          <>
            <AssetFacts
              asset={asset}
              cost={history?.lifetime.acquisitionCost}
              holder={history?.customers.find((it) => it.customerId === asset.customerId)?.name}
            />
            {history && (
              <Section title="Timeline">
                <Timeline entries={entriesOf(history.timeline)} />
              </Section>
            )}
          </>
        }
      />
      {isRetiring && <RetireAsset asset={asset} onClose={() => setRetiring(false)} />}
    </>
  );
};

interface FactsProps {
  asset: Asset;
  /** What it cost by itself or by its variant, when it is known. */
  cost: number | null | undefined;
  /** Name of who has it, when it is known. */
  holder: string | undefined;
}

const AssetFacts = ({ asset, cost, holder }: FactsProps) => {
  const { money, date } = useFormat();
  const ofVariant = typeof cost === 'number' && `${money(cost)}, as its variant`;
  return (
    <Section title="Asset">
      <Facts
        facts={[
          [
            'Product',
            <PageLink
              key="product"
              to={`/products/${asset.productId}/show`}
              permission="catalog:read"
            >
              {asset.productName}
            </PageLink>,
          ],
          ['SKU', asset.sku],
          ['Condition', asset.condition],
          ['Location', asset.location],
          ['Acquired on', date(asset.acquisitionDate)],
          [
            'Acquisition cost',
            asset.acquisitionCost === undefined ? ofVariant || null : money(asset.acquisitionCost),
          ],
          ['Current value', asset.currentValue === undefined ? null : money(asset.currentValue)],
          [
            'Customer',
            asset.customerId && (
              <PageLink to={`/customers/${asset.customerId}/show`} permission="customers:read">
                {holder ?? asset.customerId}
              </PageLink>
            ),
          ],
          [
            'Subscription',
            asset.subscriptionId && (
              <PageLink
                to={`/subscriptions/${asset.subscriptionId}/show`}
                permission="subscriptions:read"
              >
                {asset.subscriptionId}
              </PageLink>
            ),
          ],
          ['Notes', asset.notes],
        ]}
      />
    </Section>
  );
};

export default AssetShow;
