// A field of the tenant's own: made, or changed where it may be.
import { Box } from '@mui/material';
import { BooleanInput, NumberInput, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';

type CustomField = Schema<'CustomField'>;
type Values = Schema<'DefineCustomFieldBody'>;

interface Props {
  /** None: a new one. */
  field: CustomField | undefined;
  onDone: () => void;
  onClose: () => void;
}

const TYPES = [
  { id: 'text', name: 'Text' },
  { id: 'email', name: 'E-mail' },
  { id: 'phone', name: 'Phone' },
  { id: 'number', name: 'Number' },
  { id: 'text_area', name: 'Long text' },
  { id: 'select', name: 'Choice' },
];

const SECTIONS = [
  { id: 'order', name: 'Orders' },
  { id: 'customer', name: 'Customers' },
  { id: 'subscription', name: 'Subscriptions' },
];

export const CustomFieldDialog = ({ field, onDone, onClose }: Props) => (
  <ActionDialog<Values, Schema<'CustomFieldChangedBody'>>
    title={field ? `Field “${field.label}”` : 'New field'}
    label={field ? 'Save field' : 'Add field'}
    maxWidth="sm"
    defaultValues={field ?? { section: 'order', type: 'text', required: false }}
    act={(values, { idempotencyKey }) => {
      const header = { 'Idempotency-Key': idempotencyKey };
      const { label, required, format } = values;
      return field
        ? given(
            api.PATCH('/v1/custom-fields/{customFieldId}', {
              params: { path: { customFieldId: field.customFieldId }, header },
              body: { label, required: required ?? false, ...(format && { format }) },
            }),
          )
        : given(api.POST('/v1/custom-fields', { params: { header }, body: values }));
    }}
    onDone={onDone}
    onClose={onClose}
  >
    <SelectInput
      source="section"
      label="Stands on"
      choices={SECTIONS}
      readOnly={field !== undefined}
      helperText={false}
      isRequired
    />
    <TextInput source="label" label="Label" helperText="What people read" autoFocus />
    <TextInput
      source="id"
      label="Id"
      helperText="What the API calls it, such as purchaseOrder; it stays as it is"
      readOnly={field !== undefined}
    />
    <SelectInput
      source="type"
      label="Type"
      choices={TYPES}
      readOnly={field !== undefined}
      helperText={false}
      isRequired
    />
    <FormatInputs />
    <BooleanInput source="required" label="Must be filled in" />
  </ActionDialog>
);

const FormatInputs = () => {
  const type = useWatch({ name: 'type' }) as Values['type'];
  if (type === 'select') {
    return (
      <TextInput
        source="format.options"
        label="Choices"
        helperText="One a line"
        multiline
        minRows={3}
        format={(options: string[] | undefined) => (options ?? []).join('\n')}
        parse={(text: string) => text.split('\n')}
      />
    );
  }
  if (type !== 'text' && type !== 'text_area') return null;
  return (
    <>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(3, 1fr)' }}>
        <NumberInput source="format.minLength" label="At least" helperText="characters" min={0} />
        <NumberInput source="format.maxLength" label="At most" helperText="characters" min={1} />
        <NumberInput source="format.exactLength" label="Exactly" helperText="characters" min={1} />
      </Box>
      <TextInput
        source="format.pattern"
        label="Pattern"
        helperText="Regular expression that the whole text must match"
      />
    </>
  );
};
