// A status as a word on a colour; the word alone tells, the colour helps.
import { useRecordContext } from 'react-admin';

import type { TONES as CELL_TONES } from '../layout/cellStyles';
import { word } from './write';

type Tone = (typeof CELL_TONES)[number];

/** Colours by meaning, for the statuses of all entities. */
const TONES: Record<string, Tone> = {
  pending: 'warning',
  confirmed: 'info',
  partial: 'secondary',
  processing: 'info',
  fulfilled: 'success',
  active: 'success',
  available: 'success',
  paid: 'success',
  profitable: 'success',
  rented_out: 'info',
  recovering: 'info',
  returned: 'secondary',
  failed: 'error',
  overdue: 'error',
  at_risk: 'error',
  revoked: 'error',
};

/** Words that read better than the API's. */
const WORDS: Record<string, string> = {
  ended_completed: 'Completed',
  ended_buyout: 'Bought out',
  ended_upgrade: 'Upgraded',
  ended_early_return: 'Early return',
};

/** The status for people. */
export const statusWord = (status: string): string => WORDS[status] ?? word(status);

export const StatusBadge = ({ status }: { status: string }) => (
  <span className={`fo-status is-${TONES[status] ?? 'plain'}`}>{statusWord(status)}</span>
);

/** The status of the record, for a column. */
export const StatusField = ({ source = 'status' }: { source?: string; label?: string }) => {
  const record = useRecordContext();
  return record ? <StatusBadge status={String(record[source])} /> : null;
};
