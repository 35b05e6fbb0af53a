// Inputs for the fields that the tenant defined, each by its type.
import { email, NumberInput, SelectInput, TextInput } from 'react-admin';

import { wide } from '../forms/FieldGrid';
import type { CustomField } from './useCustomFields';
import { faultOf } from './values';

interface Props {
  fields: CustomField[];
  /** Name of the object in the API's body. */
  source?: string;
}

/** To be put into a `FieldGrid`. */
export const CustomFieldInputs = ({ fields, source = 'customFields' }: Props) =>
  fields.map((field) => (
    <CustomFieldInput key={field.id} field={field} source={`${source}.${field.id}`} />
  ));

const EMAIL = email('Must be an e-mail address');

const CustomFieldInput = ({ field, source }: { field: CustomField; source: string }) => {
  const check = Object.assign((value: unknown) => faultOf(field, value), {
    // Read by react-admin, which marks the label.
    isRequired: field.required,
  });
  const input = { source, label: field.label, validate: check, helperText: false } as const;
  switch (field.type) {
    case 'number':
      return <NumberInput {...input} />;
    case 'select':
      return (
        <SelectInput
          {...input}
          choices={field.format.options.map((option) => ({ id: option, name: option }))}
        />
      );
    case 'text_area':
      return <TextInput {...input} multiline minRows={2} sx={wide()} />;
    case 'email':
      return <TextInput {...input} validate={[check, EMAIL]} type="email" autoComplete="off" />;
    case 'phone':
      return <TextInput {...input} type="tel" autoComplete="off" />;
    case 'text':
      return <TextInput {...input} autoComplete="off" />;
  }
};
