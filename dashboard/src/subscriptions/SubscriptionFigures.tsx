// What the contract has brought so far, what is owed, and whether the device has paid for itself.
import { Box, Stack, Typography } from '@mui/material';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { type Figure, FigureList } from '../layout/Figures';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { RecoveryBar } from './RecoveryBar';
import { hasOneRate } from './totalValue';
import { useStanding } from './useStanding';

type Rental = Rows['subscriptions'];

export const SubscriptionFigures = ({ rental }: { rental: Rental }) => {
  const { money } = useFormat();
  const { totalCollected, currency } = rental;
  const open = useOpenFigures(rental);
  // Payments are with tax, and so is what is owed; what has come in is measured against the cost.
  const collected = {
    name: 'Collected',
    value: money(totalCollected, currency),
    note: 'without tax',
  };
  return (
    <Section
      title="Financial summary"
      action={rental.recoveryStatus !== 'no_data' && <StatusBadge status={rental.recoveryStatus} />}
    >
      <Stack spacing={2}>
        <FigureList figures={[collected, ...open]} />
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

/** What is still to be paid in all, what of it should have been by now, and what is next. */
const useOpenFigures = (rental: Rental): Figure[] => {
  const { money, date } = useFormat();
  const readsPayments = useCan('payments:read');
  const { data } = useStanding(rental);
  const { outstanding, open = 0, owed, late = 0, next } = data ?? {};
  const amount = (value: number | undefined) => money(value, rental.currency);
  const owing: Figure = {
    name: 'Outstanding',
    value: open > 0 || data === undefined ? amount(outstanding) : 'Nothing',
    note: open > 0 && `${count(open, 'open payment')}, with tax`,
  };
  const overdue: Figure = {
    name: late > 0 ? `Overdue (${late})` : 'Overdue',
    value: late > 0 || data === undefined ? amount(owed) : 'Nothing',
    isBad: late > 0,
  };
  const following: Figure = {
    name: 'Next payment',
    value: rental.nextBillingDate ? date(rental.nextBillingDate) : 'None',
    note: next && `${amount(next.total)}${next.taxAmount > 0 ? ' with tax' : ''}`,
  };
  return readsPayments ? [owing, overdue, following] : [following];
};
