// All billing groups: who is billed for several subscriptions at once.
import DeactivateIcon from '@mui/icons-material/BlockOutlined';
import ActivateIcon from '@mui/icons-material/TaskAltOutlined';
import { Button } from '@mui/material';
import { DataTable, SelectInput, SimpleList, useRecordContext } from 'react-admin';
import { Link } from 'react-router-dom';

import { CustomerInput } from '../customers/CustomerInput';
import { CustomerName } from '../customers/CustomerName';
import { StatusBadge, statusWord } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { RowLinkField } from '../lists/RowLink';
import { SearchInput } from '../lists/SearchInput';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { type BillingGroup, dayOfMonth, GROUP_STATUSES } from './billingGroup';

const FILTERS = [
  <SearchInput key="search" placeholder="Name of the group" alwaysOn />,
  <CustomerInput key="customerId" source="customerId" alwaysOn />,
  <SelectInput key="status" source="status" label="Status" choices={GROUP_STATUSES} alwaysOn />,
];

const BillingGroupList = () => {
  const { money } = useFormat();
  const filters = useReadableFilters(FILTERS);
  const mayWrite = useCan('payments:write');
  const labelOf = (it: BillingGroup) => (
    <>
      {it.groupName} · <CustomerName customerId={it.customerId} isPlain /> · {statusWord(it.status)}
    </>
  );
  return (
    <ListPage
      title="Billing groups"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      actions={<NewGroup />}
      empty={
        <EmptyList title="No billing groups yet" action={<NewGroup />}>
          A billing group bills several subscriptions of a customer on one day of the month, with
          one payment and one invoice.
        </EmptyList>
      }
      quickView={QUICK_VIEW}
      narrow={
        <SimpleList<BillingGroup>
          rowClick="show"
          primaryText={(group) => group.groupName}
          secondaryText={(group) =>
            `${count(group.activeRentalCount, 'subscription')} · ${money(group.totalMonthlyAmount)} a month`
          }
          tertiaryText={(group) => <StatusBadge status={group.status} />}
        />
      }
    >
      <DataTable<BillingGroup>
        rowClick="show"
        bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
      >
        <QuickViewCol />
        <DataTable.Col source="groupName" label="Group" disableSort field={RowLinkField} />
        <DataTable.Col label="Customer" disableSort>
          <Customer />
        </DataTable.Col>
        <DataTable.Col
          label="Billed on"
          disableSort
          render={(it: BillingGroup) => `the ${dayOfMonth(it.billingDay)}`}
        />
        <DataTable.NumberCol source="activeRentalCount" label="Subscriptions" disableSort />
        <MoneyCol source="totalMonthlyAmount" label="Monthly" disableSort />
        <StatusCol source="status" label="Status" disableSort />
        <DayCol source="createdAt" label="Created" />
      </DataTable>
    </ListPage>
  );
};

const QUICK_VIEW: QuickView = {
  nameOf: ({ groupName }: BillingGroup) => groupName,
  View: later(() => import('./BillingGroupPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Activate selected',
    Icon: ActivateIcon,
    Dialog: later(() => import('./ActivateGroups')),
  },
  {
    label: 'Deactivate selected',
    Icon: DeactivateIcon,
    isDangerous: true,
    Dialog: later(() => import('./DeactivateGroups')),
  },
];

const NewGroup = () => {
  // A group is made for a customer, who has to be looked up.
  const [mayWrite, readsCustomers] = [useCan('payments:write'), useCan('customers:read')];
  if (!mayWrite || !readsCustomers) return null;
  return (
    <Button component={Link} to="/billing-groups/create" variant="contained" data-key="n">
      New group
    </Button>
  );
};

const Customer = () => {
  const group = useRecordContext<BillingGroup>();
  return group ? <CustomerName customerId={group.customerId} isTall /> : null;
};

export default BillingGroupList;
