// The quick way from a row to a payment that came in.
import { Button } from '@mui/material';
import { useRecordContext } from 'react-admin';

import { useCan } from '../session/useSession';
import { mayMarkPaid, type Payment } from './payment';

/** The dialog is the list's: a row is drawn anew whenever the list is read, and would take it along. */
export const MarkPaidInRow = ({ onOpen }: { onOpen: (payment: Payment) => void }) => {
  const payment = useRecordContext<Payment>();
  const mayWrite = useCan('payments:write');
  if (!mayWrite || payment === undefined || mayMarkPaid(payment) !== true) return null;
  return (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation();
        onOpen(payment);
      }}
      sx={{ whiteSpace: 'nowrap', my: -0.5 }}
      aria-label={`Mark as paid: ${payment.description}`}
    >
      Mark as paid
    </Button>
  );
};
