// What a customer still has to pay, the oldest first.
import { RelatedList } from '../lists/RelatedList';
import { DuePayments, FIRST_DUE } from '../payments/DuePayments';
import { OPEN_STATUSES } from '../payments/payment';
import type { Customer } from './customer';

const OPEN = { status: OPEN_STATUSES };

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
