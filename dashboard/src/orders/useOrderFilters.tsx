// What the list of orders can be narrowed down by; fields that the tenant defined among them.
import { type ReactElement, useMemo } from 'react';
import { DateInput, SelectArrayInput, SelectInput, TextInput } from 'react-admin';

import { type CustomField, useCustomFields } from '../custom-fields/useCustomFields';
import { word } from '../format/write';
import type { View } from '../lists/SavedViews';
import { SearchInput } from '../lists/SearchInput';

const choices = (ids: string[]) => ids.map((id) => ({ id, name: word(id) }));

const STATUSES = choices(['pending', 'confirmed', 'partial', 'fulfilled', 'cancelled']);

const FILTERS = [
  <SearchInput key="search" placeholder="Customer, company, product or order id" alwaysOn />,
  <SelectArrayInput key="status" source="status" label="Status" choices={STATUSES} alwaysOn />,
  <SelectInput
    key="customerType"
    source="customerType"
    label="Customer type"
    choices={choices(['individual', 'business'])}
  />,
  <DateInput key="createdFrom" source="createdFrom" label="Created from" parse={asTyped} />,
  <DateInput key="createdTo" source="createdTo" label="Created to" parse={asTyped} />,
  <SelectInput
    key="orderType"
    source="orderType"
    label="Order type"
    choices={choices(['standard', 'extension', 'upgrade'])}
  />,
];

/** A date as the API takes it; none where the field is empty. */
function asTyped(value: string): string | null {
  return value === '' ? null : value;
}

/** Views that everybody needs. */
export const ORDER_VIEWS: View[] = [
  { label: 'To confirm', filter: { status: ['pending'] } },
  { label: 'To fulfil', filter: { status: ['confirmed', 'partial'] } },
  { label: 'Business customers', filter: { customerType: 'business' } },
];

export const useOrderFilters = (): ReactElement[] => {
  const fields = useCustomFields('order');
  return useMemo(() => [...FILTERS, ...fields.map(filterOf)], [fields]);
};

const filterOf = ({ id, label, type, format }: CustomField): ReactElement => {
  const source = `customField_${id}`;
  return type === 'select' ? (
    <SelectInput key={id} source={source} label={label} choices={choicesOf(format.options)} />
  ) : (
    <TextInput key={id} source={source} label={label} />
  );
};

const choicesOf = (options: string[] = []) => options.map((id) => ({ id, name: id }));
