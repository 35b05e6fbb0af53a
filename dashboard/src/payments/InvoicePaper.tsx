// What stands on an invoice that was issued. Only of such: asking for it would issue one.
import { Box, Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';

import { api, given } from '../api/client';
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { Unread } from '../layout/Unread';
import { AmountTable } from './AmountTable';
import { sumsOf } from './invoice';
import type { Payment } from './payment';

export const InvoicePaper = ({ payment }: { payment: Payment }) => {
  const { date, money, percent } = useFormat();
  const {
    data: invoice,
    error,
    isFetching,
    refetch,
  } = useQuery({
    queryKey: ['payment-invoice', payment.id],
    queryFn: () =>
      given(
        api.GET('/v1/payments/{paymentId}/invoice', {
          params: { path: { paymentId: payment.id } },
          headers: { Accept: 'application/json' },
        }),
      ),
    // It never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Box sx={{ px: 2, pb: 1.5 }}>
        <Facts
          facts={[
            ['Number', payment.invoiceNumber],
            ['Date', invoice && date(invoice.invoiceDate)],
            ['To be paid by', invoice && date(invoice.dueDate)],
            ['Period', invoice?.billingPeriod],
          ]}
        />
      </Box>
      {!invoice && error && (
        <Unread error={error} again={refetch} isTrying={isFetching} sx={{ mx: 2, mb: 2 }} />
      )}
      {!invoice && !error && (
        <Skeleton variant="rounded" height={120} sx={{ mx: 2, mb: 2 }} aria-label="Loading" />
      )}
      {invoice && (
        <AmountTable
          lines={invoice.lines}
          sums={sumsOf(invoice, percent)}
          total={invoice.total}
          amount={(value) => money(value, invoice.currency)}
        />
      )}
    </>
  );
};
