// What a customer rents now.
import { DataTable } from 'react-admin';

import type { Rows } from '../data/resources';
import { DayCol, MoneyCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { RowLinkField } from '../lists/RowLink';
import type { Customer } from './customer';

const ACTIVE = { status: 'active' };
/** Where it is narrow, what it costs and when it ends tells more. */
const WIDE = { display: { xs: 'none', sm: 'table-cell' } };

export const CustomerSubscriptions = ({ customer }: { customer: Customer }) => (
  <RelatedList
    title="Active subscriptions"
    reference="subscriptions"
    target="customerId"
    id={customer.id}
    all="All subscriptions"
    filter={ACTIVE}
    perPage={10}
    empty="Nothing is rented now. A subscription starts when an order is fulfilled."
  >
    <DataTable<Rows['subscriptions']> rowClick="show" bulkActionButtons={false}>
      <DataTable.Col source="productName" label="Product" disableSort field={RowLinkField} />
      <DataTable.Col source="serialNumber" label="Serial number" disableSort sx={WIDE} />
      <MoneyCol source="monthlyAmount" label="Monthly" disableSort />
      <DayCol source="startDate" label="Started" disableSort sx={WIDE} />
      <DayCol source="endDate" label="Ends" disableSort />
    </DataTable>
  </RelatedList>
);
