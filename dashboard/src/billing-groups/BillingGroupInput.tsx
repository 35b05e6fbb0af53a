// A billing group to choose, by its name.
import { ReferenceInput, SelectInput } from 'react-admin';

interface Props {
  source: string;
  label?: string;
  /** Only groups of this customer. */
  customerId?: string;
}

/** Most groups to choose from. */
const GROUPS_MAX = 100;

export const BillingGroupInput = ({ source, label = 'Billing group', customerId }: Props) => (
  <ReferenceInput
    source={source}
    reference="billing-groups"
    perPage={GROUPS_MAX}
    sort={{ field: 'createdAt', order: 'DESC' }}
    {...(customerId !== undefined && { filter: { customerId } })}
  >
    <SelectInput label={label} optionText="groupName" sx={{ minWidth: 180 }} />
  </ReferenceInput>
);
