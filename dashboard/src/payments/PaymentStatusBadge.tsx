// Where a payment stands; one that is late says so first.
import { Stack } from '@mui/material';

import { StatusBadge } from '../format/StatusBadge';
import type { Payment } from './payment';

export const PaymentStatusBadge = ({ payment }: { payment: Payment }) => {
  const isRefunded = (payment.refundedAmount ?? 0) > 0;
  return (
    <Stack direction="row" component="span" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
      {payment.overdue && <StatusBadge status="overdue" />}
      {!(payment.overdue && payment.status === 'pending') && (
        <StatusBadge status={payment.status} />
      )}
      {isRefunded && (
        <StatusBadge
          status={payment.refundedAmount === payment.total ? 'refunded' : 'partly_refunded'}
        />
      )}
    </Stack>
  );
};
