// The invoice of a payment in a row, as a PDF: by its number, where it has one.
import { Button } from '@mui/material';

import { NOTHING } from '../format/write';
import type { Payment } from './payment';
import { useInvoiceDownload } from './useInvoiceDownload';

export const InvoiceButton = ({ payment }: { payment: Payment }) => {
  const { download, isLoading } = useInvoiceDownload(payment);
  const number = payment.invoiceNumber;
  if (number === undefined && payment.status !== 'paid') return <span>{NOTHING}</span>;
  return (
    <Button
      size="small"
      onClick={download}
      loading={isLoading}
      aria-label={`Download invoice ${number ?? `of ${payment.description}`}`}
    >
      {number ?? 'Download'}
    </Button>
  );
};
