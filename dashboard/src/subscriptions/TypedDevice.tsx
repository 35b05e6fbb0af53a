// Which device takes the place of another, where the key may not see the catalog: its SKU and the
// months are typed.
import { NumberInput, required, TextInput } from 'react-admin';

const REQUIRED = required();

export const TypedDevice = () => (
  <>
    <TextInput
      source="newSku"
      label="SKU"
      validate={REQUIRED}
      helperText="Of the variant that the customer gets"
      autoComplete="off"
      autoFocus
    />
    <NumberInput
      source="contractLength"
      label="Term"
      min={1}
      step={1}
      helperText="Months. Empty: the usual term"
    />
  </>
);
