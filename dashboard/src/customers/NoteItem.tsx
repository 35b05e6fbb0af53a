// One note: when and how it was talked, the words, and what to come back to.
import { Box, Button, Chip, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';

import { api, given, newIdempotencyKey } from '../api/client';
import { reasonOf } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { useCan } from '../session/useSession';
import { isDue, NOTE_TYPES, type Note, notesKey } from './notes';

export const NoteItem = ({ note }: { note: Note }) => {
  const { date, today } = useFormat();
  const isLate = isDue(note, today());
  return (
    <Box
      component="li"
      sx={{ borderTop: 1, borderColor: 'divider', py: 1.25, '&:last-of-type': { pb: 0 } }}
    >
      <Typography variant="caption" color="text.secondary">
        {date(note.date)} · {NOTE_TYPES.find(({ id }) => id === note.type)?.name} ·{' '}
        {note.createdBy.displayName}
      </Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {note.summary}
      </Typography>
      {note.followUpOn !== null && (
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
      )}
    </Box>
  );
};

/** Says that somebody came back to it. */
const Done = ({ note }: { note: Note }) => {
  const mayWrite = useCan('customers:write');
  const notify = useNotify();
  const queries = useQueryClient();
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
    onError: (error) => notify(reasonOf(error), { type: 'error' }),
  });
  if (!mayWrite) return null;
  return (
    <Button size="small" onClick={() => mutate()} loading={isPending}>
      Mark as done
    </Button>
  );
};
