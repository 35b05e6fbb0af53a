// Fetching the PDF of an invoice, for the browser to save.
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { currentTenant } from '../api/client';
import { Refusal, reasonOf } from '../api/refusal';
import { saveAs } from '../lists/saveAs';
import type { Payment } from './payment';

/** Downloads the invoice of that payment, which the server issues at first need; a refusal is shown in the API's words. */
export const useInvoiceDownload = (payment: Payment) => {
  const [isLoading, setLoading] = useState(false);
  const notify = useNotify();
  const refresh = useRefresh();
  const fetchPdf = async () => {
    setLoading(true);
    try {
      const answer = await fetch(`/v1/payments/${encodeURIComponent(payment.id)}/invoice`, {
        headers: { Accept: 'application/pdf', 'Tenant-ID': currentTenant() ?? '' },
      });
      if (!answer.ok) throw Refusal.of(answer, await answer.json().catch(() => undefined));
      saveAs(await answer.blob(), nameOf(answer, payment));
      // The first download gave it a number.
      if (!payment.invoiceNumber) refresh();
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setLoading(false);
    }
  };
  return { download: () => void fetchPdf(), isLoading };
};

/** The invoice's number, by which the server names the file. */
const nameOf = (answer: Response, payment: Payment): string =>
  /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ??
  `${payment.invoiceNumber ?? payment.id}.pdf`;
