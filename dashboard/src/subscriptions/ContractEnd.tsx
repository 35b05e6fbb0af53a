// When a contract ends, in a row: its last day, or the day before on which it is to be cancelled.
import { Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';

import type { Rows } from '../data/resources';
import { Unbroken } from '../format/fields';
import { useFormat } from '../format/useFormat';

/** A column's field takes the column's name, which this one knows itself. */
export const ContractEnd = (_column: { source: string }) => {
  const { date } = useFormat();
  const rental = useRecordContext<Rows['subscriptions']>();
  if (rental === undefined) return null;
  const plan = rental.scheduledCancellation;
  return (
    <>
      <Unbroken>{date(rental.endDate)}</Unbroken>
      {plan && (
        <Typography variant="caption" color="text.secondary" component="div">
          To be cancelled on {date(plan.effectiveDate)}
        </Typography>
      )}
    </>
  );
};
