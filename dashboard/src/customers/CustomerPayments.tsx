// What a customer still has to pay, the oldest first, and what they paid, due last first.
import { DayCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { DuePayments, FIRST_DUE } from '../payments/DuePayments';
import { OPEN_STATUSES } from '../payments/payment';
import type { Customer } from './customer';

const OPEN = { status: OPEN_STATUSES };
const PAID = { status: 'paid' };
/** Where it is narrow, the day it was due is near enough. */
const WIDE = { display: { xs: 'none', sm: 'table-cell' } };
const LAST_DUE = { field: 'dueDate', order: 'DESC' } as const;

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
    <DuePayments />
  </RelatedList>
);

export const CustomerPaid = ({ customer }: { customer: Customer }) => (
  <RelatedList
    title="Paid payments"
    reference="payments"
    target="customerId"
    id={customer.id}
    all="All payments"
    filter={PAID}
    sort={LAST_DUE}
    empty="Nothing was paid yet."
  >
    <DuePayments>
      <DayCol source="paidAt" label="Paid" disableSort sx={WIDE} />
    </DuePayments>
  </RelatedList>
);
