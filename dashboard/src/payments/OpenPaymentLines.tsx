// What a customer or a billing group still has to pay, the oldest first, a line each.
import { Box } from '@mui/material';
import { useGetList } from 'react-admin';

import { useFormat } from '../format/useFormat';
import { PageLink } from '../layout/PageLink';
import { GlanceLines } from '../lists/GlanceLines';
import { listLink } from '../lists/listLink';
import { FIRST_DUE } from './DuePayments';
import { PaymentStatusBadge } from './PaymentStatusBadge';
import { OPEN_STATUSES, type Payment } from './payment';

interface Props {
  /** Whose: of one of these. */
  customerId?: string;
  billingGroupId?: string;
  /** Lines at a glance. */
  shown?: number;
}

export const OpenPaymentLines = ({ shown = 3, ...whose }: Props) => {
  const { money, date } = useFormat();
  const filter = { ...whose, status: OPEN_STATUSES };
  const read = useGetList<Payment>('payments', {
    filter,
    pagination: { page: 1, perPage: shown },
    sort: FIRST_DUE,
  });
  return (
    <GlanceLines
      read={read}
      none="No payment is open."
      all={[listLink('payments', filter), 'All open payments']}
    >
      {(payment) => (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, rowGap: 0.25 }}>
          <PageLink
            to={`/payments/${payment.id}/show`}
            permission="payments:read"
            underline="always"
          >
            {payment.description}
          </PageLink>
          <span>
            {money(payment.total, payment.currency)} due {date(payment.dueDate)}
          </span>
          <PaymentStatusBadge payment={payment} />
        </Box>
      )}
    </GlanceLines>
  );
};
