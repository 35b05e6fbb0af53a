// All that is written of an order, in the order in which a customer says it.
import { Stack } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { maxLength, TextInput } from 'react-admin';

import { CustomFieldInputs } from '../../custom-fields/CustomFieldInputs';
import { useCustomFields } from '../../custom-fields/useCustomFields';
import { FieldGrid } from '../../forms/FieldGrid';
import { Section } from '../../layout/Section';
import { AddressSections } from './AddressSections';
import { CustomerFields } from './CustomerFields';
import { ItemsSection } from './ItemsSection';
import type { Order } from './values';

const NOTES = maxLength(5_000);

/** `order`: the one that is edited. */
export const OrderFields = ({ order }: { order?: Order }) => {
  const customFields = useCustomFields('order');
  return (
    <Stack spacing={2} onKeyDown={ignoreEnter}>
      <CustomerFields order={order} />
      <ItemsSection />
      <AddressSections />
      <Section title={customFields.length > 0 ? 'Notes and more' : 'Notes'}>
        <Stack spacing={1.5} sx={{ pt: 0.75 }}>
          <TextInput
            source="notes"
            label="Notes"
            multiline
            minRows={2}
            validate={NOTES}
            helperText={false}
            fullWidth
            sx={{ m: 0 }}
          />
          {customFields.length > 0 && (
            <FieldGrid columns={3}>
              <CustomFieldInputs fields={customFields} />
            </FieldGrid>
          )}
        </Stack>
      </Section>
    </Stack>
  );
};

/** Enter in a field must not place an order that is half written; Ctrl+Enter does. */
const ignoreEnter = (event: KeyboardEvent) => {
  const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
  const isHere = event.currentTarget.contains(event.target as Node);
  if (isPlain && isHere && event.target instanceof HTMLInputElement) event.preventDefault();
};
