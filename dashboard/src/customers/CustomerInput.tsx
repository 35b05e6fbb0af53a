// A customer to choose: typed by name, e-mail, company or phone.
import { AutocompleteInput, ReferenceInput, required } from 'react-admin';

import { type Customer, fullNameOf } from './customer';

interface Props {
  source: string;
  label?: string;
  isRequired?: boolean;
  helperText?: string;
  /** Only customers of whom this is so, such as `{customerType: 'business'}`. */
  filter?: Record<string, unknown>;
  /** As a filter of a list: shown at once. */
  alwaysOn?: boolean;
  /** Told when another one was chosen. */
  onChange?: () => void;
}

/** Customers offered at a time. */
const OFFERED = 15;

export const CustomerInput = ({ source, label = 'Customer', filter, ...props }: Props) => (
  <ReferenceInput
    source={source}
    reference="customers"
    perPage={OFFERED}
    sort={{ field: 'createdAt', order: 'DESC' }}
    {...(filter !== undefined && { filter })}
  >
    <AutocompleteInput
      label={label}
      optionText={(it: Customer) => `${fullNameOf(it)} · ${it.email}`}
      filterToQuery={(search: string) => ({ search })}
      {...(props.isRequired && { validate: required() })}
      {...(props.onChange && { onChange: props.onChange })}
      helperText={props.helperText ?? false}
      noOptionsText="No customer is called that"
      sx={{ minWidth: 260 }}
    />
  </ReferenceInput>
);
