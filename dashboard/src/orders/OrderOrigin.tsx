// What an extension or an upgrade begins with.
import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';

import { shortId } from '../format/CopyId';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import type { Order } from './order';

export const OrderOrigin = ({ order }: { order: Order }) => {
  const { date, money } = useFormat();
  const { extensionDetails: extension, upgradeDetails: upgrade } = order;
  return (
    <>
      {extension && (
        <Section title="Extension">
          <Facts
            facts={[
              [
                'Of the order',
                <MuiLink
                  key="order"
                  component={Link}
                  to={`/orders/${extension.originalOrderId}/show`}
                >
                  {shortId(extension.originalOrderId)}
                </MuiLink>,
              ],
              ['By', count(extension.extensionMonths, 'month')],
              ['Ran until', date(extension.previousEndDate)],
              ['Runs until', date(extension.newEndDate)],
              ['Reason', extension.reason],
            ]}
          />
        </Section>
      )}
      {upgrade && (
        <Section title="Upgrade">
          <Facts
            facts={[
              [
                'Replaces',
                <MuiLink
                  key="subscription"
                  component={Link}
                  to={`/subscriptions/${upgrade.previousRentalId}/show`}
                >
                  {upgrade.previousDevice}
                </MuiLink>,
              ],
              ['Serial number', upgrade.previousSerialNumber],
              ['Monthly before', money(upgrade.previousMonthlyAmount, order.totals.currency)],
              [
                'Device before',
                upgrade.buyoutAmount === undefined
                  ? 'Comes back'
                  : `Kept for ${money(upgrade.buyoutAmount, order.totals.currency)}`,
              ],
              ['Reason', upgrade.upgradeReason],
            ]}
          />
        </Section>
      )}
    </>
  );
};
