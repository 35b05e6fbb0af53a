// What was agreed: from when, for how long, at what price.
import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { CopyId, shortId } from '../format/CopyId';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { totalValue } from './totalValue';

export const ContractTerms = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { money, date } = useFormat();
  const [readsOrders, readsPayments] = [useCan('orders:read'), useCan('payments:read')];
  const group = rental.billingGroupId;
  const { monthsRemaining } = rental.costRecovery;
  const isExtended = rental.contractLength !== rental.originalContractLength;
  const from = rental.upgradeFromRentalId;
  return (
    <Section title="Contract">
      <Facts
        facts={[
          ['Start', date(rental.startDate)],
          ['End', date(rental.endDate)],
          [
            'Length',
            `${count(rental.contractLength, 'month')}${isExtended ? `, at first ${rental.originalContractLength}` : ''}`,
          ],
          ['Remaining', rental.status === 'active' ? count(monthsRemaining, 'month') : undefined],
          ['Monthly', money(rental.monthlyAmount, rental.currency)],
          ['Total value', money(totalValue(rental), rental.currency)],
          [
            'Order',
            readsOrders && (
              <Link component={RouterLink} to={`/orders/${rental.orderId}/show`}>
                …{shortId(rental.orderId)}
              </Link>
            ),
          ],
          [
            'Billing group',
            group !== undefined && readsPayments && (
              <Link component={RouterLink} to={`/billing-groups/${group}/show`}>
                Billed together
              </Link>
            ),
          ],
          [
            'Upgraded from',
            from !== undefined && (
              <Link component={RouterLink} to={`/subscriptions/${from}/show`}>
                The subscription before
              </Link>
            ),
          ],
          ['Id', <CopyId key="id" id={rental.rentalId} />],
        ]}
      />
    </Section>
  );
};
