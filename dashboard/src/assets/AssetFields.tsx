// Inputs that a new asset and one that is there have in common.
import { DateInput, NumberInput, SelectInput, TextInput } from 'react-admin';

import { FieldGrid } from '../forms/FieldGrid';
import { SuggestInput } from '../forms/SuggestInput';
import { useSession } from '../session/useSession';
import { CONDITIONS, LOCATIONS, STATUSES, STATUSES_BY_HAND } from './words';

interface Props {
  /** The status now, where it comes from subscriptions and stays a choice. */
  status?: string;
}

export const AssetFields = ({ status }: Props) => {
  const { tenant } = useSession();
  const isByHand = STATUSES_BY_HAND.some(({ id }) => id === (status ?? 'available'));
  const choices = isByHand
    ? STATUSES_BY_HAND
    : [...STATUSES.filter(({ id }) => id === status), ...STATUSES_BY_HAND];
  return (
    <FieldGrid>
      <SelectInput
        source="status"
        label="Status"
        choices={choices}
        helperText={
          isByHand ? false : 'Set by its subscription; most changes by hand are refused meanwhile.'
        }
        isRequired
      />
      <SuggestInput source="condition" label="Condition" suggestions={CONDITIONS} />
      <SuggestInput source="location" label="Location" suggestions={LOCATIONS} />
      <NumberInput
        source="acquisitionCost"
        label={`Acquisition cost (${tenant.currency})`}
        min={0}
        helperText={false}
      />
      <NumberInput
        source="currentValue"
        label={`Current value (${tenant.currency})`}
        min={0}
        helperText="What it is worth now"
      />
      <DateInput source="acquisitionDate" label="Acquired on" helperText={false} />
      <TextInput
        source="notes"
        label="Notes"
        multiline
        minRows={2}
        helperText={false}
        sx={{ gridColumn: '1 / -1' }}
      />
    </FieldGrid>
  );
};
