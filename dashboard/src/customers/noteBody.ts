// What the forms of notes send: a new note, or what of one changes.
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';
import type { Note } from './notes';

/** Values of the inputs, named as in the API's body. */
export interface NoteValues {
  type: Note['type'];
  summary: string;
  /** The day it is about. */
  date: string;
  followUpOn?: string | null;
  followUpDone?: boolean;
}

/** Names of the inputs. */
const NOTE_FIELDS = ['type', 'summary', 'date', 'followUpOn', 'followUpDone'] as const;

/** The form's values for a note. */
export const valuesOf = (note: Note): NoteValues => ({
  type: note.type,
  summary: note.summary,
  date: note.date,
  followUpOn: note.followUpOn,
  followUpDone: note.followUpDone,
});

/** The body of a new note. */
export const newNoteOf = (values: NoteValues): Schema<'CreateCustomerNoteBody'> => ({
  type: values.type,
  summary: values.summary,
  date: orNull(values.date),
  followUpOn: orNull(values.followUpOn),
});

/** What differs from the note as it was opened; what is left out stays. */
export const changeOf = (
  before: NoteValues,
  values: NoteValues,
): Schema<'UpdateCustomerNoteBody'> => {
  const changed = NOTE_FIELDS.filter((name) => orNull(values[name]) !== orNull(before[name]))
    // Nobody came back to what there was nothing to come back to.
    .filter((name) => name !== 'followUpDone' || orNull(values.followUpOn) !== null);
  return Object.fromEntries(changed.map((name) => [name, orNull(values[name])]));
};
