// The subscriptions of a group, on its page.
import { DataTable } from 'react-admin';

import type { Rows } from '../data/resources';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { RelatedList } from '../lists/RelatedList';
import { RowLinkField } from '../lists/RowLink';
import { useCan } from '../session/useSession';
import type { BillingGroup } from './billingGroup';

/** Where it is narrow, what it costs a month tells more. */
const WIDE = { display: { xs: 'none', sm: 'table-cell' } };

export const GroupSubscriptions = ({ group }: { group: BillingGroup }) => {
  const readsSubscriptions = useCan('subscriptions:read');
  if (!readsSubscriptions) return null;
  return (
    <RelatedList
      title="Subscriptions"
      reference="subscriptions"
      target="billingGroupId"
      id={group.id}
      all="All subscriptions"
      perPage={25}
      empty="None yet. Add them with Edit, or name this group in an order."
    >
      <DataTable<Rows['subscriptions']> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col source="productName" label="Product" disableSort field={RowLinkField} />
        <DataTable.Col source="serialNumber" label="Serial number" disableSort />
        <StatusCol source="status" label="Status" disableSort />
        <DayCol source="endDate" label="Ends" disableSort sx={WIDE} />
        <MoneyCol source="monthlyAmount" label="Monthly" disableSort />
      </DataTable>
    </RelatedList>
  );
};
