// What a customer still has to pay, the oldest first.
import { DataTable } from 'react-admin';

import type { Rows } from '../data/resources';
import { DayCol, MoneyCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { RowLinkField } from '../lists/RowLink';
import { PaymentStatusBadge } from '../payments/PaymentStatusBadge';
import { OPEN_STATUSES } from '../payments/payment';
import type { Customer } from './customer';

const OPEN = { status: OPEN_STATUSES };
/** Wide enough, on a narrow screen, to tell one month from another. */
const PURPOSE = { minWidth: 128 };
const FIRST_DUE = { field: 'dueDate', order: 'ASC' } as const;

export const CustomerPayments = ({ customer }: { customer: Customer }) => (
  <RelatedList
    title="Open payments"
    reference="payments"
    target="customerId"
    id={customer.id}
    all="All payments"
    filter={OPEN}
    sort={FIRST_DUE}
    empty="No payment is open."
  >
    <DataTable<Rows['payments']> rowClick="show" bulkActionButtons={false}>
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
        render={(it: Rows['payments']) => <PaymentStatusBadge payment={it} />}
      />
      <MoneyCol source="total" label="Amount" disableSort />
    </DataTable>
  </RelatedList>
);
