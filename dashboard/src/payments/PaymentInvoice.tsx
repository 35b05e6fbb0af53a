// The invoice of a payment: its number, and the PDF; or that there is none.
import { Button, Typography } from '@mui/material';

import { Section } from '../layout/Section';
import { hasInvoice, type Payment } from './payment';
import { useInvoiceDownload } from './useInvoiceDownload';

export const PaymentInvoice = ({ payment }: { payment: Payment }) => {
  const { download, isLoading } = useInvoiceDownload(payment);
  return (
    <Section title="Invoice">
      <Typography variant="body2" color="text.secondary">
        {wordsOf(payment)}
      </Typography>
      {hasInvoice(payment) && (
        <Button
          variant="outlined"
          size="small"
          onClick={download}
          loading={isLoading}
          sx={{ mt: 1 }}
        >
          Download invoice
        </Button>
      )}
    </Section>
  );
};

const wordsOf = (payment: Payment): string => {
  if (!hasInvoice(payment)) return 'None: the payment was cancelled before it had one.';
  return payment.invoiceNumber
    ? `Issued as ${payment.invoiceNumber}. A reprint equals the first print.`
    : 'Not issued yet. The first download gives it the next number of the year.';
};
