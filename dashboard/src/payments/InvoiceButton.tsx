// The invoice of a payment, as a PDF. The server issues it at first need.
import { Button } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';

import { currentTenant } from '../api/client';
import { Refusal, reasonOf } from '../api/refusal';
import type { Rows } from '../data/resources';
import { NOTHING } from '../format/write';
import { saveAs } from '../lists/saveAs';

export const InvoiceButton = ({ payment }: { payment: Rows['payments'] }) => {
  const notify = useNotify();
  const [isLoading, setLoading] = useState(false);
  const number = payment.invoiceNumber;
  if (number === undefined && payment.status !== 'paid') return <span>{NOTHING}</span>;
  const download = async () => {
    setLoading(true);
    try {
      // The typed client reads JSON; this is a file, and its header names the tenant.
      const answer = await fetch(`/v1/payments/${payment.paymentId}/invoice`, {
        headers: { Accept: 'application/pdf', 'Tenant-ID': currentTenant() ?? '' },
      });
      if (!answer.ok) throw Refusal.of(answer, await answer.json().catch(() => undefined));
      saveAs(await answer.blob(), `${number ?? `invoice-${payment.paymentId}`}.pdf`);
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button
      size="small"
      onClick={() => void download()}
      loading={isLoading}
      aria-label={`Download invoice ${number ?? `of ${payment.description}`}`}
    >
      {number ?? 'Download'}
    </Button>
  );
};
