// Why nothing, or not everything, can be done with a payment now.
import { Alert, Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';

import { useFormat } from '../format/useFormat';
import { type Payment, providerWord } from './payment';

export const PaymentNotice = ({ payment }: { payment: Payment }) => {
  const { date, moment } = useFormat();
  if (payment.consolidatedInto) {
    return (
      <Alert severity="info">
        This amount is asked for together with others:{' '}
        <MuiLink component={Link} to={`/payments/${payment.consolidatedInto}/show`} color="inherit">
          open the payment of the billing group
        </MuiLink>
        .
      </Alert>
    );
  }
  if (payment.status === 'cancelled') {
    return (
      <Alert severity="info">
        Cancelled on {date(payment.cancelledAt)}
        {payment.cancelReason ? `: ${payment.cancelReason}` : ''}. It is not collected any more.
      </Alert>
    );
  }
  if (payment.status === 'processing') {
    return (
      <Alert severity="info">
        {providerWord(payment.provider) ?? 'The provider'} is collecting this payment. It cannot be
        cancelled until that succeeded or failed.
      </Alert>
    );
  }
  if (payment.status === 'failed') {
    return (
      <Alert severity="error">
        The last attempt failed
        {payment.lastCaptureError ? `: ${payment.lastCaptureError.message}` : ''}.{' '}
        {payment.nextRetryAt
          ? `It is tried again on ${moment(payment.nextRetryAt)}.`
          : 'It is not tried again by itself.'}
      </Alert>
    );
  }
  return null;
};
