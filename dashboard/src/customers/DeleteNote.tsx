// Taking a note away, for good.
import { useQueryClient } from '@tanstack/react-query';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { useFormat } from '../format/useFormat';
import { type Note, notesKey } from './notes';

interface Props {
  note: Note;
  onClose: () => void;
}

export const DeleteNote = ({ note, onClose }: Props) => {
  const { date } = useFormat();
  const queries = useQueryClient();
  return (
    <ActionDialog
      title="Delete the note"
      label="Delete note"
      isDangerous
      explanation={`The note of ${date(note.date)} by ${note.createdBy.displayName} is gone for good, with its follow-up.`}
      act={() =>
        given(
          api.DELETE('/v1/customer-notes/{noteId}', {
            params: { path: { noteId: note.noteId } },
          }),
        )
      }
      onDone={() => void queries.invalidateQueries({ queryKey: notesKey(note.customerId) })}
      onClose={onClose}
    />
  );
};
