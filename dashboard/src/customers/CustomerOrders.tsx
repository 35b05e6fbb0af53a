// A customer's orders, newest first.
import { DataTable } from 'react-admin';

import type { Rows } from '../data/resources';
import { count } from '../format/write';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import type { Customer } from './customer';

export const CustomerOrders = ({ customer }: { customer: Customer }) => (
  <RelatedList
    title="Orders"
    reference="orders"
    target="customerId"
    id={customer.id}
    all="All orders"
    empty="No orders yet. Take one with New order."
  >
    <DataTable<Rows['orders']> rowClick="show" bulkActionButtons={false}>
      <DayCol source="createdAt" label="Created" disableSort />
      <DataTable.Col label="Items" disableSort render={itemsOf} />
      <StatusCol source="status" label="Status" disableSort />
      <MoneyCol source="totals.total" label="Monthly" disableSort />
    </DataTable>
  </RelatedList>
);

/** The first product, and how many units there are beside it. */
const itemsOf = ({ items }: Rows['orders']): string => {
  const units = items.reduce((sum, item) => sum + item.quantity, 0);
  const first = items[0]?.productName ?? '';
  return units > 1 ? `${first} and ${count(units - 1, 'more unit')}` : first;
};
