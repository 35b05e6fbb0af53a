// What subscriptions can be searched and filtered by; names are the API's.
import { DateInput, SelectArrayInput, TextInput } from 'react-admin';

import { BillingGroupInput } from '../billing-groups/BillingGroupInput';
import { CustomerInput } from '../customers/CustomerInput';
import { statusWord } from '../format/StatusBadge';
import { SearchInput } from '../lists/SearchInput';

const STATUSES = [
  'active',
  'ended_completed',
  'ended_buyout',
  'ended_upgrade',
  'ended_early_return',
  'cancelled',
].map((id) => ({ id, name: statusWord(id) }));

export const FILTERS = [
  <SearchInput key="search" placeholder="Customer, company, product, serial number" alwaysOn />,
  <SelectArrayInput key="status" source="status" label="Status" choices={STATUSES} alwaysOn />,
  <CustomerInput key="customerId" source="customerId" label="Customer" />,
  <BillingGroupInput key="billingGroupId" source="billingGroupId" />,
  <TextInput key="sku" source="sku" label="SKU" resettable />,
  <DateInput key="startDateFrom" source="startDateFrom" label="Starts from" />,
  <DateInput key="startDateTo" source="startDateTo" label="Starts until" />,
  <DateInput key="endDateFrom" source="endDateFrom" label="Ends from" />,
  <DateInput key="endDateTo" source="endDateTo" label="Ends until" />,
  <DateInput key="createdFrom" source="createdFrom" label="Created from" />,
  <DateInput key="createdTo" source="createdTo" label="Created until" />,
];
