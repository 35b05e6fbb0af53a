// From when a subscription is billed.
import { SelectInput } from 'react-admin';

const CHOICES = [
  { id: 'immediate', name: 'From the start date' },
  { id: 'first_of_next_month', name: 'From the first of the next month' },
  { id: 'same_day_next_month', name: 'From the same day of the next month' },
];

export const BillingStartInput = () => (
  <SelectInput
    source="billingStartOption"
    label="Billing starts"
    choices={CHOICES}
    emptyText="As the shop's settings say"
    helperText={false}
  />
);
