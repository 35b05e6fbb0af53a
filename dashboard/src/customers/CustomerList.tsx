// All customers: found by whatever they say on the phone, with what they rent and have paid.
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
import { DayCol, MoneyCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { RowLink } from '../lists/RowLink';
import { SearchInput } from '../lists/SearchInput';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { CUSTOMER_TYPES, type Customer, nameOf } from './customer';

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

const CustomerList = () => {
  const { money } = useFormat();
  const filters = useReadableFilters(FILTERS);
  const mayOrder = useCan('orders:write');
  return (
    <ListPage
      title="Customers"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      empty={
        <EmptyList title="No customers yet">
          A customer comes with their first order
          {mayOrder ? ': take one with New order, or send it from your shop.' : ' of your shop.'}
        </EmptyList>
      }
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
      <DataTable<Customer> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col source="firstName" label="Customer">
          <Name />
        </DataTable.Col>
        <DataTable.Col source="email" label="E-mail" />
        <DataTable.Col label="Type" disableSort render={(it: Customer) => word(it.customerType)} />
        <DataTable.NumberCol source="totalDevicesRented" label="Active subscriptions" />
        <MoneyCol source="totalMonthlyRevenue" label="Monthly" />
        <MoneyCol source="lifetimeCollected" label="Collected" />
        <DayCol source="createdAt" label="Joined" />
      </DataTable>
    </ListPage>
  );
};

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
