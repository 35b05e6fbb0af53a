// What a group has billed and will bill, with the invoices.
import { Button } from '@mui/material';
import { DataTable, useRecordContext } from 'react-admin';

import { DayCol, MoneyCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { RowLinkField } from '../lists/RowLink';
import { PaymentStatusBadge } from '../payments/PaymentStatusBadge';
import type { Payment } from '../payments/payment';
import { useInvoiceDownload } from '../payments/useInvoiceDownload';
import type { BillingGroup } from './billingGroup';

/** Wide enough, on a narrow screen, to tell one month from another. */
const PURPOSE = { minWidth: 128 };
const FIRST_DUE = { field: 'dueDate', order: 'ASC' } as const;

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
    <DataTable<Payment> rowClick="show" bulkActionButtons={false}>
      <DayCol source="dueDate" label="Due" disableSort />
      <DataTable.Col
        source="description"
        label="For"
        disableSort
        field={RowLinkField}
        sx={PURPOSE}
      />
      <DataTable.Col
        label="Status"
        disableSort
        render={(it: Payment) => <PaymentStatusBadge payment={it} />}
      />
      <MoneyCol source="total" label="Amount" disableSort />
      <DataTable.Col label={false} disableSort>
        <Invoice />
      </DataTable.Col>
    </DataTable>
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
