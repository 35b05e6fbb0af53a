// What can be done with a payment in its state.
import { Button } from '@mui/material';
import { useState } from 'react';

import { ActionButton } from '../actions/ActionButton';
import { useCan } from '../session/useSession';
import { CancelPayment } from './CancelPayment';
import { MarkPaid } from './MarkPaid';
import { mayCancel, mayMarkPaid, mayRefund, mayRetry, type Payment } from './payment';
import { RefundPayment } from './RefundPayment';
import { RetryPayment } from './RetryPayment';
import { useInvoiceDownload } from './useInvoiceDownload';

const DIALOGS = {
  cancel: CancelPayment,
  refund: RefundPayment,
  retry: RetryPayment,
  paid: MarkPaid,
};

export const PaymentActions = ({ payment }: { payment: Payment }) => {
  const [open, setOpen] = useState<keyof typeof DIALOGS>();
  const { download, isLoading } = useInvoiceDownload(payment);
  const mayWrite = useCan('payments:write');
  const Dialog = open && DIALOGS[open];
  const { status } = payment;
  const isOver = status === 'paid' || status === 'cancelled';
  return (
    <>
      <Button onClick={download} loading={isLoading}>
        Download invoice
      </Button>
      {mayWrite && !isOver && (
        <ActionButton
          label="Cancel payment"
          color="error"
          allowed={mayCancel(payment)}
          onClick={() => setOpen('cancel')}
        />
      )}
      {mayWrite && status === 'failed' && (
        <ActionButton
          label="Retry payment"
          variant="outlined"
          allowed={mayRetry(payment)}
          onClick={() => setOpen('retry')}
        />
      )}
      {mayWrite && !isOver && (
        <ActionButton
          label="Mark as paid"
          variant="contained"
          allowed={mayMarkPaid(payment)}
          onClick={() => setOpen('paid')}
        />
      )}
      {mayWrite && status === 'paid' && (
        <ActionButton
          label="Refund"
          variant="outlined"
          color="error"
          allowed={mayRefund(payment)}
          onClick={() => setOpen('refund')}
        />
      )}
      {Dialog && <Dialog payment={payment} onClose={() => setOpen(undefined)} />}
    </>
  );
};
