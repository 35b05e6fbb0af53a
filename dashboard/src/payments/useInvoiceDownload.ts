// Fetching the PDF of an invoice, for the browser to save.
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { fetchPdf } from '../api/pdf';
import { reasonOf } from '../api/refusal';
import { saveAs } from '../lists/saveAs';
import type { Payment } from './payment';

/** Downloads the invoice of that payment, which the server issues at first need; a refusal is shown in the API's words. */
export const useInvoiceDownload = (payment: Payment) => {
  const [isLoading, setLoading] = useState(false);
  const notify = useNotify();
  const refresh = useRefresh();
  const save = async () => {
    setLoading(true);
    try {
      const path = `/v1/payments/${encodeURIComponent(payment.id)}/invoice`;
      const { bytes, name } = await fetchPdf(path, `${payment.invoiceNumber ?? payment.id}.pdf`);
      saveAs(bytes, name);
      // The first download gave it a number.
      if (!payment.invoiceNumber) refresh();
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setLoading(false);
    }
  };
  return { download: () => void save(), isLoading };
};
