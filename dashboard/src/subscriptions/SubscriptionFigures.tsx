// What the contract has brought so far, what is owed, and whether the device has paid for itself.
import { Box, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { RecoveryBar } from './RecoveryBar';
import { hasOneRate } from './totalValue';

type Rental = Rows['subscriptions'];

/** Payments of one contract that can be overdue: no contract has more months. */
const OVERDUE_MAX = 100;

export const SubscriptionFigures = ({ rental }: { rental: Rental }) => {
  const { money, date } = useFormat();
  const { totalCollected, currency } = rental;
  return (
    <Section
      title="Financial summary"
      action={rental.recoveryStatus !== 'no_data' && <StatusBadge status={rental.recoveryStatus} />}
    >
      <Stack spacing={2}>
        <Box component="dl" sx={FIGURES}>
          <Figure name="Collected">{money(totalCollected, currency)}</Figure>
          <Outstanding rental={rental} />
          <Figure name="Next payment">
            {rental.nextBillingDate ? date(rental.nextBillingDate) : 'None'}
          </Figure>
          <Figure name="Monthly">{money(rental.monthlyAmount, currency)}</Figure>
        </Box>
        <Box>
          <Typography variant="body2" color="text.secondary" gutterBottom>
            Cost recovery
          </Typography>
          <RecoveryBar percent={rental.costRecoveryPercent} wide />
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            <Outlook rental={rental} />
          </Typography>
        </Box>
      </Stack>
    </Section>
  );
};

/** Where the contract stands against the cost of its device, in words. */
const Outlook = ({ rental }: { rental: Rental }) => {
  const { money } = useFormat();
  const { acquisitionCost, totalCollected, contractLength, currency } = rental;
  const { breakevenMonth, monthsActive, projectedMargin = 0 } = rental.costRecovery;
  if (acquisitionCost === undefined) return null;
  const soFar = `${money(totalCollected, currency)} of ${money(acquisitionCost, currency)} is back after ${count(monthsActive, 'month')}.`;
  if (rental.hasReachedBreakeven) return `${soFar} It has paid for itself.`;
  // The API looks ahead at the present rate, which says nothing where there were others.
  if (rental.status !== 'active' || breakevenMonth === undefined || !hasOneRate(rental)) {
    return soFar;
  }
  if (projectedMargin < 0) {
    return `${soFar} Its ${count(contractLength, 'month')} leave ${money(-projectedMargin, currency)} of the cost.`;
  }
  return `${soFar} It pays for itself in month ${breakevenMonth} of ${contractLength}, and brings ${money(projectedMargin, currency)} more than it cost by its end.`;
};

/** What should have been paid by now. */
const Outstanding = ({ rental }: { rental: Rental }) => {
  const { money } = useFormat();
  const readsPayments = useCan('payments:read');
  const { data } = useQuery({
    queryKey: ['payments', 'overdue', rental.rentalId, rental._version],
    queryFn: () =>
      given(
        api.GET('/v1/payments', {
          params: {
            query: { subscriptionId: rental.rentalId, overdue: true, limit: OVERDUE_MAX },
          },
        }),
      ),
    enabled: readsPayments,
  });
  if (!readsPayments) return null;
  const owed = data?.payments.reduce((sum, payment) => sum + payment.total, 0);
  const late = data?.payments.length ?? 0;
  return (
    <Figure name={late > 0 ? `Overdue (${late})` : 'Overdue'} isBad={late > 0}>
      {late > 0 || data === undefined ? money(owed, rental.currency) : 'Nothing'}
    </Figure>
  );
};

const FIGURES = {
  m: 0,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
  gap: 2,
};

interface FigureProps {
  name: string;
  isBad?: boolean;
  children: ReactNode;
}

const Figure = ({ name, isBad = false, children }: FigureProps) => (
  <div>
    <Typography component="dt" variant="body2" color="text.secondary">
      {name}
    </Typography>
    <Typography component="dd" variant="h6" sx={{ m: 0 }} color={isBad ? 'error' : 'text.primary'}>
      {children}
    </Typography>
  </div>
);
