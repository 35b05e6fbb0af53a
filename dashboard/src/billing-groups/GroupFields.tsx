// Name, billing day, contact, terms and notes of a group.
import { maxValue, minValue, NumberInput, required, SelectInput, TextInput } from 'react-admin';
import { useFormContext } from 'react-hook-form';

import { PAYMENT_TERMS } from '../customers/customer';
import { FieldGrid, wide } from '../forms/FieldGrid';
import type { GroupValues } from './billingGroup';
import { useGroupCustomer } from './useGroupCustomer';

/** Days that every month has. */
const LAST_DAY = 28;

/** Fields of a group of that customer; of nobody yet where the id is empty. */
export const GroupFields = ({ customerId }: { customerId: string }) => (
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
    <TextInput
      source="contactName"
      label="Primary contact"
      helperText="Who is written to about this group"
    />
    <TextInput source="contactEmail" label="Contact's e-mail" type="email" helperText={false} />
    <TermsInput customerId={customerId} />
    <TextInput source="notes" label="Notes" multiline minRows={2} helperText={false} sx={wide()} />
  </FieldGrid>
);

/** Terms of the group's own, which an individual cannot have; what it has already can be taken away. */
const TermsInput = ({ customerId }: { customerId: string }) => {
  const { customer } = useGroupCustomer(customerId);
  const { paymentTerms } = useFormContext<GroupValues>().watch();
  if (customer?.customerType === 'individual' && !paymentTerms) return null;
  return (
    <SelectInput
      source="paymentTerms"
      label="Payment terms"
      choices={PAYMENT_TERMS}
      emptyText="As the customer's"
      helperText="Counted from the billing day, for payments from now on"
    />
  );
};
