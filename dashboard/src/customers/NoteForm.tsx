// Writing a note: kind, words, and a day to come back to it. Ctrl+Enter saves.
import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { DateInput, Form, required, SelectInput, TextInput, useNotify } from 'react-admin';

import { api, given, type Schema } from '../api/client';
import { FieldGrid, wide } from '../forms/FieldGrid';
import { RefusalAlert } from '../forms/RefusalAlert';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { useSaveKey } from '../keyboard/useSaveKey';
import { NOTE_TYPES, notesKey } from './notes';

type Values = Partial<Schema<'CreateCustomerNoteBody'>>;

const BLANK: Values = { type: 'phone', summary: '' };
const NO_RECORD = {};

export const NoteForm = ({ customerId }: { customerId: string }) => {
  const notify = useNotify();
  const queries = useQueryClient();
  const onKeyDown = useSaveKey();
  // A form that is saved begins anew.
  const [written, setWritten] = useState(0);
  const save = useCallback(
    ({ type = 'note', summary = '', followUpOn }: Values, { idempotencyKey }: Sending) =>
      given(
        api.POST('/v1/customers/{customerId}/notes', {
          params: { path: { customerId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: { type, summary, ...(followUpOn && { followUpOn }) },
        }),
      ),
    [customerId],
  );
  const done = useCallback(
    ({ message }: { message: string }) => {
      notify(message, { type: 'success' });
      setWritten((times) => times + 1);
      void queries.invalidateQueries({ queryKey: notesKey(customerId) });
    },
    [notify, queries, customerId],
  );
  const { submit, refusal, isSending } = useSubmit(save, done);
  return (
    <Box onKeyDown={onKeyDown} sx={{ mb: 2 }}>
      <Form
        key={written}
        defaultValues={BLANK}
        record={NO_RECORD}
        onSubmit={(values: object) => submit(values as Values)}
        noValidate
        disableInvalidFormNotification
      >
        <FieldGrid>
          <TextInput
            source="summary"
            label="New note"
            validate={required('Write down what was said.')}
            helperText={false}
            multiline
            minRows={2}
            sx={wide()}
          />
          <SelectInput
            source="type"
            label="Kind"
            choices={NOTE_TYPES}
            helperText={false}
            validate={required()}
          />
          <DateInput source="followUpOn" label="Follow up on" helperText={false} />
        </FieldGrid>
        <Button type="submit" variant="outlined" loading={isSending} sx={{ mt: 1.5 }}>
          Save note
        </Button>
        <RefusalAlert error={refusal} sx={{ mt: 1 }} />
      </Form>
    </Box>
  );
};
