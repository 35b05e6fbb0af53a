// Writing a note: Ctrl+Enter saves, and what is half written survives a reload.
import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Form, useNotify } from 'react-admin';

import { api, given } from '../api/client';
import { useFormat } from '../format/useFormat';
import { KeptDraft } from '../forms/KeptDraft';
import { RefusalAlert } from '../forms/RefusalAlert';
import { useDraft } from '../forms/useDraft';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { useSaveKey } from '../keyboard/useSaveKey';
import { NoteFields } from './NoteFields';
import { type NoteValues, newNoteOf } from './noteBody';
import { notesKey } from './notes';

const NO_RECORD = {};

/** A form that is saved begins anew; each customer has one. */
export const NoteForm = ({ customerId }: { customerId: string }) => {
  const [written, setWritten] = useState(0);
  const again = useCallback(() => setWritten((times) => times + 1), []);
  return <Writing key={`${customerId} ${written}`} customerId={customerId} onSaved={again} />;
};

interface Props {
  customerId: string;
  onSaved: () => void;
}

const Writing = ({ customerId, onSaved }: Props) => {
  const draft = useDraft(`customers.${customerId}.note`);
  const notify = useNotify();
  const queries = useQueryClient();
  const onKeyDown = useSaveKey();
  const { today } = useFormat();
  const [blank] = useState<NoteValues>(() => ({ type: 'phone', summary: '', date: today() }));
  const save = useCallback(
    (values: NoteValues, { idempotencyKey }: Sending) =>
      given(
        api.POST('/v1/customers/{customerId}/notes', {
          params: { path: { customerId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: newNoteOf(values),
        }),
      ),
    [customerId],
  );
  const done = useCallback(
    ({ message }: { message: string }) => {
      draft.end();
      notify(message, { type: 'success' });
      void queries.invalidateQueries({ queryKey: notesKey(customerId) });
      onSaved();
    },
    [draft, notify, queries, customerId, onSaved],
  );
  const { submit, refusal, isSending } = useSubmit(save, done, draft.key);
  return (
    <Box onKeyDown={onKeyDown} sx={{ mb: 2 }}>
      <Form
        defaultValues={blank}
        record={NO_RECORD}
        resource="actions"
        onSubmit={(values: object) => {
          // What is sent is kept with its key first, for a reload before the answer.
          draft.keep(values);
          return submit(values as NoteValues);
        }}
        noValidate
        disableInvalidFormNotification
      >
        <KeptDraft draft={draft} />
        <NoteFields label="New note" />
        <Button type="submit" variant="outlined" loading={isSending} sx={{ mt: 1.5 }}>
          Save note
        </Button>
        <RefusalAlert error={refusal} sx={{ mt: 1 }} />
      </Form>
    </Box>
  );
};
