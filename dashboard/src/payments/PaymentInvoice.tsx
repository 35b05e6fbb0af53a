// The invoice of a payment: its number, date and lines as they were issued, and the PDF; or that there is
// none.
import { Box, Button, Typography } from '@mui/material';

import { Section } from '../layout/Section';
import { InvoicePaper } from './InvoicePaper';
import { hasInvoice, type Payment } from './payment';
import { useInvoiceDownload } from './useInvoiceDownload';

export const PaymentInvoice = ({ payment }: { payment: Payment }) => {
  const { download, isLoading } = useInvoiceDownload(payment);
  const isIssued = payment.invoiceNumber !== undefined;
  return (
    <Section
      title="Invoice"
      action={
        hasInvoice(payment) && (
          <Button size="small" onClick={download} loading={isLoading}>
            Download invoice
          </Button>
        )
      }
      flush
    >
      {isIssued ? (
        <InvoicePaper payment={payment} />
      ) : (
        <Box sx={{ px: 2, pb: 2 }}>
          <Typography variant="body2" color="text.secondary">
            {hasInvoice(payment)
              ? 'Not issued yet. The first download gives it the next number of the year.'
              : 'None: the payment was cancelled before it had one.'}
          </Typography>
        </Box>
      )}
    </Section>
  );
};
