// What a timeline shows of what was recorded.
import type { Schema } from '../api/client';
import { changedFields } from './changedFields';
import type { Entry } from './Timeline';

export const entriesOf = (recorded: Schema<'TimelineEntryBody'>[]): Entry[] =>
  recorded.map((entry) => {
    // What begins has all its fields from then on.
    const changed = entry.action.endsWith('.created') ? '' : changedFields(entry.changes);
    return changed === '' ? entry : { ...entry, details: [['Changed', changed]] };
  });
