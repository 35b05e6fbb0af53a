// Notes on a subscription, written where they stand.
import { Typography } from '@mui/material';
import { maxLength, TextInput } from 'react-admin';

import { api, given, whole } from '../api/client';
import type { Rows } from '../data/resources';
import { EditInPlace } from '../forms/EditInPlace';
import { useCan } from '../session/useSession';
import { preconditions } from './preconditions';

/** Longest notes that the API takes, in characters. */
const NOTES_MAX = 5000;
const FITS = maxLength(NOTES_MAX, `At most ${NOTES_MAX} characters`);

interface Values {
  notes: string;
}

export const SubscriptionNotes = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const notes = rental.notes ?? '';
  const read = async () => {
    const path = { subscriptionId: rental.rentalId };
    const answer = api.GET('/v1/subscriptions/{subscriptionId}', { params: { path } });
    const { data, version } = await whole(answer);
    return { ...data, ...(version !== undefined && { _version: version }) };
  };
  return (
    <EditInPlace<Values>
      title="Notes"
      keptAs={`subscriptions.${rental.rentalId}.notes`}
      label={notes === '' ? 'Add' : 'Edit'}
      canEdit={useCan('subscriptions:write')}
      record={rental}
      fields={['notes']}
      read={read}
      defaultValues={{ notes }}
      save={({ notes: written }, { idempotencyKey, version }) =>
        given(
          api.PATCH('/v1/subscriptions/{subscriptionId}/notes', {
            params: preconditions(
              { rentalId: rental.rentalId, _version: version },
              { idempotencyKey },
            ),
            body: { notes: written ?? '' },
          }),
        )
      }
      view={
        <Typography
          variant="body2"
          color={notes === '' ? 'text.secondary' : 'text.primary'}
          sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {notes === '' ? 'No notes yet.' : notes}
        </Typography>
      }
    >
      <TextInput
        source="notes"
        label="Notes"
        multiline
        minRows={3}
        autoFocus
        fullWidth
        validate={FITS}
        helperText="Ctrl+Enter saves"
      />
    </EditInPlace>
  );
};
