// What a group has billed and will bill, with the invoices.
import { Button } from '@mui/material';
import { DataTable, useRecordContext } from 'react-admin';

import { RelatedList } from '../lists/RelatedList';
import { DuePayments, FIRST_DUE } from '../payments/DuePayments';
import type { Payment } from '../payments/payment';
import { useInvoiceDownload } from '../payments/useInvoiceDownload';
import type { BillingGroup } from './billingGroup';

export const GroupPayments = ({ group }: { group: BillingGroup }) => (
  <RelatedList
    title="Payments"
    reference="payments"
    target="billingGroupId"
    id={group.id}
    all="All payments"
    sort={FIRST_DUE}
    perPage={12}
    empty="Nothing billed yet. On its day the group asks for one amount, with one invoice."
  >
    <DuePayments>
      <DataTable.Col label={false} disableSort>
        <Invoice />
      </DataTable.Col>
    </DuePayments>
  </RelatedList>
);

/** The invoice of a payment that was collected together. */
const Invoice = () => {
  const payment = useRecordContext<Payment>();
  return payment?.paymentType === 'consolidated' ? <Download payment={payment} /> : null;
};

const Download = ({ payment }: { payment: Payment }) => {
  const { download, isLoading } = useInvoiceDownload(payment);
  return (
    <Button
      size="small"
      loading={isLoading}
      onClick={(event) => {
        event.stopPropagation();
        download();
      }}
      aria-label={`Download invoice: ${payment.description}`}
    >
      Invoice
    </Button>
  );
};
