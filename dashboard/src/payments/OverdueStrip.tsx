// Says that something is overdue, and since when, with the way there.
import { Alert, Button } from '@mui/material';
import { useGetList, useListContext } from 'react-admin';

import { useFormat } from '../format/useFormat';
import { useShowOverdue } from './PaymentViews';
import type { Payment } from './payment';

export const OverdueStrip = () => {
  const { filterValues } = useListContext();
  const { date } = useFormat();
  const show = useShowOverdue();
  const { data } = useGetList<Payment>('payments', {
    filter: { overdue: true },
    sort: { field: 'dueDate', order: 'ASC' },
    pagination: { page: 1, perPage: 1 },
  });
  const oldest = data?.[0];
  if (oldest === undefined || filterValues.overdue === true) return null;
  return (
    <Alert
      severity="warning"
      sx={{ borderRadius: 0, alignItems: 'center' }}
      action={
        <Button color="inherit" size="small" onClick={show}>
          Show overdue
        </Button>
      }
    >
      Payments are overdue, the oldest since {date(oldest.dueDate)}.
    </Alert>
  );
};
