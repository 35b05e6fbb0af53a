// Changing a note: only what was changed is sent, at the version that was read; what is half written
// survives a reload.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { BooleanInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { Refusal } from '../api/refusal';
import { KeptDraft } from '../forms/KeptDraft';
import type { Editing } from '../forms/StaleEdit';
import { useDraft } from '../forms/useDraft';
import type { Sending } from '../forms/useSubmit';
import { NoteFields } from './NoteFields';
import { changeOf, type NoteValues, valuesOf } from './noteBody';
import { type Note, notesKey, readNote } from './notes';

/** A note in the version it was read at. */
type Opened = Note & { _version?: string | undefined };
type Values = NoteValues & Editing<Opened>;

interface Props {
  note: Note;
  onClose: () => void;
}

/** Under which name what is written of a note is kept. */
export const keptAs = ({ customerId, noteId }: Note): string =>
  `customers.${customerId}.notes.${noteId}`;

export const EditNote = ({ note, onClose }: Props) => {
  // The list knows no versions: it is read anew by itself.
  const { data } = useQuery({
    queryKey: [...notesKey(note.customerId), note.noteId],
    queryFn: () => readNote(note.noteId),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return data === undefined ? null : <NoteDialog now={data} onClose={onClose} />;
};

const NoteDialog = ({ now, onClose }: { now: Opened; onClose: () => void }) => {
  const draft = useDraft(keptAs(now));
  const queries = useQueryClient();
  // Whether the person was told that somebody changed it, and saw how it is now.
  const isSeen = useRef(false);
  const act = ({ _opened, ...values }: Values, { idempotencyKey }: Sending) => {
    const version = isSeen.current ? now._version : _opened._version;
    return given(
      api.PATCH('/v1/customer-notes/{noteId}', {
        params: {
          path: { noteId: now.noteId },
          header: {
            'Idempotency-Key': idempotencyKey,
            ...(version !== undefined && { 'If-Match': version }),
          },
        },
        body: changeOf(valuesOf(_opened), values),
      }),
    ).catch((error: unknown) => {
      isSeen.current ||= error instanceof Refusal && error.isStale;
      throw error;
    });
  };
  const close = useCallback(() => {
    draft.end();
    onClose();
  }, [draft, onClose]);
  const [first] = useState<Values>(() => ({ ...valuesOf(now), _opened: now }));
  return (
    <ActionDialog<Values, Schema<'CustomerNoteChangedBody'>>
      title="Edit the note"
      label="Save note"
      maxWidth="sm"
      defaultValues={first}
      act={act}
      onDone={() => void queries.invalidateQueries({ queryKey: notesKey(now.customerId) })}
      onClose={close}
    >
      <KeptDraft draft={draft} />
      <NoteFields label="Note" autoFocus />
      <FollowedUp />
    </ActionDialog>
  );
};

/** Where there is a day to come back to it: whether somebody did. */
const FollowedUp = () => {
  const followUpOn = useWatch<NoteValues, 'followUpOn'>({ name: 'followUpOn' });
  if (!followUpOn) return null;
  return <BooleanInput source="followUpDone" label="Followed up" helperText={false} />;
};
