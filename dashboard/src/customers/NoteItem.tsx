// One note: when and how it was talked, the words, and what to come back to.
import { Box, Button, Chip, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLogoutIfAccessDenied, useNotify } from 'react-admin';

import { api, given, newIdempotencyKey } from '../api/client';
import { reasonOf } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { readDraft } from '../forms/drafts';
import { useDraftName } from '../forms/useDraft';
import { useCan } from '../session/useSession';
import { DeleteNote } from './DeleteNote';
import { EditNote, keptAs } from './EditNote';
import { isDue, NOTE_TYPES, type Note, notesKey } from './notes';

export const NoteItem = ({ note }: { note: Note }) => {
  const { date } = useFormat();
  return (
    <Box
      component="li"
      sx={{ borderTop: 1, borderColor: 'divider', py: 1.25, '&:last-of-type': { pb: 0 } }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flexGrow: 1 }}>
          {date(note.date)} · {NOTE_TYPES.find(({ id }) => id === note.type)?.name} ·{' '}
          {note.createdBy.displayName}
        </Typography>
        <Actions note={note} />
      </Stack>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {note.summary}
      </Typography>
      <FollowUp note={note} />
    </Box>
  );
};

const Actions = ({ note }: { note: Note }) => {
  const mayWrite = useCan('customers:write');
  const { date } = useFormat();
  const draftName = useDraftName(keptAs(note));
  // What was being written before a reload goes on.
  const [open, setOpen] = useState<'edit' | 'delete' | undefined>(() =>
    mayWrite && readDraft(draftName) !== undefined ? 'edit' : undefined,
  );
  if (!mayWrite) return null;
  const close = () => setOpen(undefined);
  const which = `the note of ${date(note.date)}`;
  return (
    <>
      <Button size="small" aria-label={`Edit ${which}`} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <Button
        size="small"
        color="error"
        aria-label={`Delete ${which}`}
        onClick={() => setOpen('delete')}
      >
        Delete
      </Button>
      {open === 'edit' && <EditNote note={note} onClose={close} />}
      {open === 'delete' && <DeleteNote note={note} onClose={close} />}
    </>
  );
};

const FollowUp = ({ note }: { note: Note }) => {
  const { date, today } = useFormat();
  if (note.followUpOn === null) return null;
  const isLate = isDue(note, today());
  return (
    <Stack direction="row" sx={{ mt: 0.75, gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <Chip
        size="small"
        color={isLate ? 'error' : 'default'}
        variant={isLate ? 'filled' : 'outlined'}
        label={
          note.followUpDone
            ? `Followed up, planned for ${date(note.followUpOn)}`
            : `${isLate ? 'Follow-up is due since' : 'Follow up on'} ${date(note.followUpOn)}`
        }
      />
      {!note.followUpDone && <Done note={note} />}
    </Stack>
  );
};

/** Says that somebody came back to it. */
const Done = ({ note }: { note: Note }) => {
  const mayWrite = useCan('customers:write');
  const notify = useNotify();
  const queries = useQueryClient();
  const leaveIfEnded = useLogoutIfAccessDenied();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      given(
        api.PATCH('/v1/customer-notes/{noteId}', {
          params: {
            path: { noteId: note.noteId },
            header: { 'Idempotency-Key': newIdempotencyKey() },
          },
          body: { followUpDone: true },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: notesKey(note.customerId) }),
    onError: (error) => {
      void leaveIfEnded(error);
      notify(reasonOf(error), { type: 'error' });
    },
  });
  if (!mayWrite) return null;
  return (
    <Button size="small" onClick={() => mutate()} loading={isPending}>
      Mark as done
    </Button>
  );
};
