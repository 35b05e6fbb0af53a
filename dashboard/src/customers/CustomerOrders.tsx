// A customer's orders, newest first.
import { DataTable } from 'react-admin';

import type { Rows } from '../data/resources';
import { count } from '../format/write';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { RowLink } from '../lists/RowLink';
import { useCan } from '../session/useSession';
import type { Customer } from './customer';

type Order = Rows['orders'];

export const CustomerOrders = ({ customer }: { customer: Customer }) => {
  const mayOrder = useCan('orders:write') && customer.status === 'active';
  return (
    <RelatedList
      title="Orders"
      reference="orders"
      target="customerId"
      id={customer.id}
      all="All orders"
      empty={mayOrder ? 'No orders yet. Take one with New order.' : 'No orders yet.'}
    >
      <DataTable<Order> rowClick="show" bulkActionButtons={false}>
        <DayCol source="createdAt" label="Created" disableSort />
        <DataTable.Col
          label="Items"
          disableSort
          render={(it: Order) => <RowLink>{itemsOf(it)}</RowLink>}
        />
        <StatusCol source="status" label="Status" disableSort />
        <MoneyCol source="totals.total" label="Monthly, with tax" disableSort />
      </DataTable>
    </RelatedList>
  );
};

/** The first product, and how many units there are beside it. */
const itemsOf = ({ items }: Order): string => {
  const units = items.reduce((sum, item) => sum + item.quantity, 0);
  const first = items[0]?.productName ?? '';
  return units > 1 ? `${first} and ${count(units - 1, 'more unit')}` : first;
};
