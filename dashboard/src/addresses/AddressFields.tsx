// The fields of an address; what an address cannot do without is marked.
import { maxLength, required, TextInput } from 'react-admin';

import { FieldGrid, wide } from '../forms/FieldGrid';
import { ADDRESS_LABELS, type Address } from './address';

/** Longest text of a field that the API takes. */
const TEXT_MAX = 255;
const LENGTH = maxLength(TEXT_MAX);
const REQUIRED = [required(), LENGTH];

interface Props {
  /** Name of the address in the API's body, such as `billingAddress`. */
  source: string;
  /** Shows the company's name, as addresses of businesses have it. */
  hasCompany?: boolean;
}

export const AddressFields = ({ source, hasCompany = false }: Props) => {
  const field = (name: keyof Address, isRequired: boolean, columns: number) => (
    <TextInput
      source={`${source}.${name}`}
      label={ADDRESS_LABELS[name]}
      validate={isRequired ? REQUIRED : LENGTH}
      // Whoever types here writes down somebody else's address: the browser knows the wrong one.
      autoComplete="off"
      helperText={false}
      sx={wide(columns)}
    />
  );
  return (
    <FieldGrid columns={6}>
      {field('contactName', true, hasCompany ? 3 : 6)}
      {hasCompany && field('company', false, 3)}
      {field('streetAddress', true, 4)}
      {field('buildingInfo', false, 2)}
      {field('postalCode', true, 2)}
      {field('city', true, 4)}
      {field('adminArea', false, 3)}
      {field('country', true, 3)}
    </FieldGrid>
  );
};
