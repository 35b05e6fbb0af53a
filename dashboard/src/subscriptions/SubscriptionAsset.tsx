// The device that is out, and in which state it went.
import { Link, Skeleton } from '@mui/material';
import { useGetOne } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { word } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';

export const SubscriptionAsset = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { money } = useFormat();
  const readsAssets = useCan('assets:read');
  const serial = rental.assetSerialNumber;
  const { data: asset, isLoading } = useGetOne<Rows['assets']>(
    'assets',
    { id: serial },
    { enabled: readsAssets, retry: false },
  );
  const later = isLoading ? <Skeleton width={90} /> : undefined;
  return (
    <Section title="Device">
      <Facts
        facts={[
          [
            'Serial number',
            readsAssets ? (
              <Link
                key="asset"
                component={RouterLink}
                to={`/assets/${encodeURIComponent(serial)}/show`}
              >
                {serial}
              </Link>
            ) : (
              serial
            ),
          ],
          ['Product', rental.productName],
          ['Variant', rental.variantName],
          ['SKU', rental.sku],
          ['Now', asset ? <StatusBadge key="status" status={asset.status} /> : later],
          ['Condition', asset?.condition && word(asset.condition)],
          ['Location', asset?.location],
          [
            'Cost',
            rental.acquisitionCost !== undefined && money(rental.acquisitionCost, rental.currency),
          ],
          [
            'List price',
            rental.listPrice !== undefined && money(rental.listPrice, rental.currency),
          ],
        ]}
      />
    </Section>
  );
};
