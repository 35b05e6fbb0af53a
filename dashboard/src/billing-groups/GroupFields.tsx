// Name, billing day and notes of a group.
import { maxValue, minValue, NumberInput, required, TextInput } from 'react-admin';

import { FieldGrid, wide } from '../forms/FieldGrid';

/** Days that every month has. */
const LAST_DAY = 28;

export const GroupFields = () => (
  <FieldGrid>
    <TextInput
      source="groupName"
      label="Group name"
      validate={required()}
      helperText="Such as Head office, or the company's name"
    />
    <NumberInput
      source="billingDay"
      label="Billing day"
      min={1}
      max={LAST_DAY}
      step={1}
      validate={[
        required(),
        minValue(1, 'From the 1st on.'),
        maxValue(LAST_DAY, `Up to the ${LAST_DAY}th, which every month has.`),
      ]}
      helperText={`Day of the month, 1 to ${LAST_DAY}`}
    />
    <TextInput source="notes" label="Notes" multiline minRows={2} helperText={false} sx={wide()} />
  </FieldGrid>
);
