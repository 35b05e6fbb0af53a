// The invoice of a payment: its number, and the PDF.
import { Button, Typography } from '@mui/material';

import { Section } from '../layout/Section';
import type { Payment } from './payment';
import { useInvoiceDownload } from './useInvoiceDownload';

export const PaymentInvoice = ({ payment }: { payment: Payment }) => {
  const { download, isLoading } = useInvoiceDownload(payment);
  return (
    <Section title="Invoice">
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {payment.invoiceNumber
          ? `Issued as ${payment.invoiceNumber}. A reprint equals the first print.`
          : 'Not issued yet. The first download gives it the next number of the year.'}
      </Typography>
      <Button variant="outlined" size="small" onClick={download} loading={isLoading}>
        Download invoice
      </Button>
    </Section>
  );
};
