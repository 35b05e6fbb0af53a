// All customers: found by whatever they say on the phone, with what they rent and have paid.
import DeactivateIcon from '@mui/icons-material/BlockOutlined';
import ReactivateIcon from '@mui/icons-material/TaskAltOutlined';
import { Typography } from '@mui/material';
import {
  BooleanInput,
  DataTable,
  NumberInput,
  SelectInput,
  SimpleList,
  useRecordContext,
} from 'react-admin';

import { BillingGroupInput } from '../billing-groups/BillingGroupInput';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { count, word } from '../format/write';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ExportSelected } from '../lists/ExportSelected';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { RowLink } from '../lists/RowLink';
import { SearchInput } from '../lists/SearchInput';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { CUSTOMER_TYPES, type Customer, fullNameOf, nameOf } from './customer';

const FILTERS = [
  <SearchInput key="search" placeholder="Name, e-mail, company or phone" alwaysOn />,
  <SelectInput
    key="customerType"
    source="customerType"
    label="Customer type"
    choices={CUSTOMER_TYPES}
  />,
  <BooleanInput
    key="hasActiveRentals"
    source="hasActiveRentals"
    label="Has active subscriptions"
    defaultValue={true}
  />,
  <SelectInput
    key="status"
    source="status"
    label="Status"
    choices={[
      { id: 'active', name: 'Active' },
      { id: 'inactive', name: 'Inactive' },
    ]}
  />,
  <BillingGroupInput key="billingGroupId" source="billingGroupId" label="Billing group" />,
  <NumberInput key="lifetimeMin" source="lifetimeMin" label="Collected at least" min={0} />,
  <NumberInput key="lifetimeMax" source="lifetimeMax" label="Collected at most" min={0} />,
];

/** Columns that show when they are asked for. */
const SELDOM = ['subscriptionsTracked'];

const CustomerList = () => {
  const { money } = useFormat();
  const filters = useReadableFilters(FILTERS);
  const mayOrder = useCan('orders:write');
  const mayWrite = useCan('customers:write');
  return (
    <ListPage
      title="Customers"
      sort={{ field: 'createdAt', order: 'DESC' }}
      hasMoreOrders
      filters={filters}
      empty={
        <EmptyList title="No customers yet">
          A customer comes with their first order
          {mayOrder ? ': take one with New order, or send it from your shop.' : ' of your shop.'}
        </EmptyList>
      }
      quickView={QUICK_VIEW}
      narrow={
        <SimpleList<Customer>
          rowClick="show"
          primaryText={(customer) => nameOf(customer)}
          secondaryText={(customer) =>
            [customer.company, customer.email].filter(Boolean).join(' · ')
          }
          tertiaryText={(customer) =>
            `${count(customer.totalDevicesRented, 'device')} · ${money(customer.totalMonthlyRevenue)}`
          }
        />
      }
    >
      <DataTable<Customer>
        rowClick="show"
        hiddenColumns={SELDOM}
        bulkActionButtons={
          <BulkActions actions={mayWrite ? ACTIONS : NONE} labelOf={labelOf}>
            <ExportSelected />
          </BulkActions>
        }
      >
        <QuickViewCol />
        <DataTable.Col source="firstName" label="Customer">
          <Name />
        </DataTable.Col>
        <DataTable.Col source="email" label="E-mail" />
        <DataTable.Col label="Type" disableSort render={(it: Customer) => word(it.customerType)} />
        <DataTable.NumberCol source="totalDevicesRented" label="Active subscriptions" />
        <DataTable.NumberCol source="subscriptionsTracked" label="Subscriptions ever" />
        <MoneyCol source="totalMonthlyRevenue" label="Monthly" />
        <MoneyCol source="lifetimeCollected" label="Collected" />
        <DayCol source="createdAt" label="Joined" />
      </DataTable>
    </ListPage>
  );
};

const QUICK_VIEW: QuickView = {
  nameOf,
  View: later(() => import('./CustomerPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Reactivate selected',
    Icon: ReactivateIcon,
    Dialog: later(() => import('./ReactivateCustomers')),
  },
  {
    label: 'Deactivate selected',
    Icon: DeactivateIcon,
    isDangerous: true,
    Dialog: later(() => import('./DeactivateCustomers')),
  },
];
/** What a key may do that changes nothing. */
const NONE: BulkAction[] = [];

const labelOf = (customer: Customer): string =>
  [fullNameOf(customer), customer.email, word(customer.status)].join(' · ');

const Name = () => {
  const customer = useRecordContext<Customer>();
  if (customer === undefined) return null;
  return (
    <>
      <RowLink>{nameOf(customer)}</RowLink>{' '}
      {customer.status === 'inactive' && <StatusBadge status="inactive" />}
      {customer.company && (
        <Typography variant="caption" component="div" color="text.secondary">
          {customer.company}
        </Typography>
      )}
    </>
  );
};

export default CustomerList;
