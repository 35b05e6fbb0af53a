// Inputs of a note: words, kind, the day it is about, and a day to come back to it.
import { DateInput, required, SelectInput, TextInput } from 'react-admin';

import { FieldGrid, wide } from '../forms/FieldGrid';
import { NOTE_TYPES } from './notes';

interface Props {
  /** Name of the words: `New note`. */
  label: string;
  autoFocus?: boolean;
}

const WORDS = required('Write down what was said.');
const REQUIRED = required();

export const NoteFields = ({ label, autoFocus = false }: Props) => (
  <FieldGrid>
    <TextInput
      source="summary"
      label={label}
      validate={WORDS}
      helperText={false}
      multiline
      minRows={2}
      autoFocus={autoFocus}
      sx={wide()}
    />
    <SelectInput
      source="type"
      label="Kind"
      choices={NOTE_TYPES}
      helperText={false}
      validate={REQUIRED}
    />
    <DateInput source="date" label="Date" helperText={false} validate={REQUIRED} />
    <DateInput source="followUpOn" label="Follow up on" helperText={false} sx={wide()} />
  </FieldGrid>
);
