// Reading and writing what was talked about with a customer.
import { api, given, type Schema, whole } from '../api/client';

export type Note = Schema<'CustomerNote'>;

/** Notes shown at first, and more at each further look. */
const NOTES_A_PAGE = 10;

export const NOTE_TYPES: { id: Note['type']; name: string }[] = [
  { id: 'phone', name: 'Phone' },
  { id: 'email', name: 'E-mail' },
  { id: 'meeting', name: 'Meeting' },
  { id: 'note', name: 'Note' },
];

/** The customer's notes, the newest first, from a cursor on. */
export const readNotes = (customerId: string, startAfter: string | undefined) =>
  given(
    api.GET('/v1/customers/{customerId}/notes', {
      params: {
        path: { customerId },
        query: { limit: NOTES_A_PAGE, ...(startAfter !== undefined && { startAfter }) },
      },
    }),
  );

/** One note, with its version. */
export const readNote = async (noteId: string) => {
  const { data, version } = await whole(
    api.GET('/v1/customer-notes/{noteId}', { params: { path: { noteId } } }),
  );
  return { ...data, _version: version };
};

/** Where the notes of a customer are kept once read. */
export const notesKey = (customerId: string): string[] => ['customer-notes', customerId];

/** Whether somebody should have come back to it by today. */
export const isDue = (note: Pick<Note, 'followUpOn' | 'followUpDone'>, today: string): boolean =>
  note.followUpOn !== null && !note.followUpDone && note.followUpOn <= today;
