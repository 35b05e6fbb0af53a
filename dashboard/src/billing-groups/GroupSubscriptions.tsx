// The subscriptions of a group, on its page.
import { Skeleton, Typography } from '@mui/material';
import { DataTable, ListContextProvider, ResourceContextProvider, useList } from 'react-admin';

import type { Rows } from '../data/resources';
import { Section } from '../layout/Section';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { RowLinkField } from '../lists/RowLink';
import type { BillingGroup } from './billingGroup';
import { MEMBERS_READ, useGroupMembers } from './useGroupMembers';

export const GroupSubscriptions = ({ group }: { group: BillingGroup }) => {
  const { members = NONE, mayRead, isPending } = useGroupMembers(group);
  const list = useList({ data: members, resource: 'subscriptions', perPage: MEMBERS_READ });
  if (!mayRead) return null;
  return (
    <Section title="Subscriptions" flush={group.rentalIds.length > 0}>
      {group.rentalIds.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          None yet. Add them with Edit, or name this group in an order.
        </Typography>
      )}
      {group.rentalIds.length > 0 && isPending && <Skeleton height={80} sx={{ mx: 2 }} />}
      {members.length > 0 && (
        <ResourceContextProvider value="subscriptions">
          <ListContextProvider value={list}>
            <DataTable<Rows['subscriptions']> rowClick="show" bulkActionButtons={false}>
              <DataTable.Col
                source="productName"
                label="Product"
                disableSort
                field={RowLinkField}
              />
              <DataTable.Col source="serialNumber" label="Serial number" disableSort />
              <StatusCol source="status" label="Status" disableSort />
              <DayCol source="endDate" label="Ends" disableSort />
              <MoneyCol source="monthlyAmount" label="Monthly" disableSort />
            </DataTable>
          </ListContextProvider>
        </ResourceContextProvider>
      )}
    </Section>
  );
};

const NONE: Rows['subscriptions'][] = [];
