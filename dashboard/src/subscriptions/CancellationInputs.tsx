// What is asked of whoever calls a subscription off.
import type { ReactNode } from 'react';
import { required, SelectInput, TextInput } from 'react-admin';

import type { Schema } from '../api/client';
import { word } from '../format/write';

const REASONS: Schema<'CancellationReason'>[] = [
  'customer_request',
  'payment_failure',
  'fraud',
  'admin_decision',
  'other',
];

/** `children` stand before the notes. */
export const CancellationInputs = ({ children }: { children?: ReactNode }) => (
  <>
    <SelectInput
      source="reason"
      label="Reason"
      choices={REASONS.map((id) => ({ id, name: word(id) }))}
      validate={required()}
      helperText={false}
      autoFocus
    />
    {children}
    <TextInput source="notes" label="Notes" multiline minRows={2} helperText={false} />
  </>
);
