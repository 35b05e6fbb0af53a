// A cancellation that is to come: when, why, by whom; and the way to take it back.
import { Alert, Button } from '@mui/material';
import { useState } from 'react';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { word } from '../format/write';
import { useCan } from '../session/useSession';
import { WithdrawCancellation } from './WithdrawCancellation';

export const PlannedEnd = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { date } = useFormat();
  const mayWrite = useCan('subscriptions:write');
  const [isOpen, setIsOpen] = useState(false);
  const plan = rental.scheduledCancellation;
  if (plan === undefined) return null;
  return (
    <>
      <Alert
        severity="warning"
        action={
          mayWrite && (
            <Button color="inherit" size="small" onClick={() => setIsOpen(true)}>
              Withdraw
            </Button>
          )
        }
      >
        To be cancelled on {date(plan.effectiveDate)}. Reason: {word(plan.reason).toLowerCase()}
        {plan.notes && ` (${plan.notes})`}. Planned on {date(plan.scheduledAt)} by{' '}
        {plan.scheduledBy.displayName}.
      </Alert>
      {isOpen && <WithdrawCancellation rental={rental} onClose={() => setIsOpen(false)} />}
    </>
  );
};
