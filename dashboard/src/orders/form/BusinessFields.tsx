// What a business has beyond a person: a company with its numbers, terms of payment, and groups that are
// billed together.
import { Button } from '@mui/material';
import { useState } from 'react';
import { maxLength, required, SelectInput, TextInput, useGetList } from 'react-admin';
import { useFormContext } from 'react-hook-form';

import { NUMBER_MAX, PAYMENT_TERMS } from '../../customers/customer';
import type { Rows } from '../../data/resources';
import { FieldGrid } from '../../forms/FieldGrid';
import { useCan } from '../../session/useSession';
import { NewBillingGroup } from './NewBillingGroup';
import type { OrderForm } from './values';

/** Groups that are offered. */
const GROUPS_MAX = 100;
const LENGTH = maxLength(255);
const COMPANY = [required(), LENGTH];
const NUMBER = maxLength(NUMBER_MAX);

interface Props {
  /** The customer, once they are known. */
  customerId: string | undefined;
  /** A new order; old ones may have been made without a company. */
  isNew: boolean;
}

export const BusinessFields = ({ customerId, isNew }: Props) => {
  const form = useFormContext<OrderForm>();
  const [isMaking, setMaking] = useState(false);
  const canRead = useCan('payments:read');
  const canMake = useCan('payments:write');
  const { data = [] } = useGetList<Rows['billing-groups']>(
    'billing-groups',
    { filter: { customerId, status: 'active' }, pagination: { page: 1, perPage: GROUPS_MAX } },
    { enabled: canRead && customerId !== undefined, retry: false },
  );
  return (
    <FieldGrid columns={3}>
      <TextInput
        source="customer.company"
        label="Company"
        validate={isNew ? COMPANY : LENGTH}
        autoComplete="off"
        helperText={false}
      />
      <TextInput
        source="customer.registrationNumber"
        label="Registration number"
        validate={NUMBER}
        autoComplete="off"
        helperText={false}
      />
      <TextInput
        source="customer.vatNumber"
        label="VAT number"
        validate={NUMBER}
        autoComplete="off"
        helperText={false}
      />
      <SelectInput
        source="customer.paymentTerms"
        label="Payment terms"
        choices={PAYMENT_TERMS}
        validate={required()}
        helperText={false}
      />
      {canRead && (
        <div>
          <SelectInput
            source="billingGroupId"
            label="Billing group"
            choices={data.map((group) => ({ id: group.billingGroupId, name: group.groupName }))}
            emptyText="None: billed alone"
            disabled={customerId === undefined || data.length === 0}
            helperText={
              customerId === undefined
                ? 'Groups belong to a customer: save the order first.'
                : data.length === 0 && 'This customer has none yet.'
            }
          />
          {canMake && customerId !== undefined && (
            <Button size="small" onClick={() => setMaking(true)}>
              New billing group
            </Button>
          )}
        </div>
      )}
      {isMaking && customerId !== undefined && (
        <NewBillingGroup
          customerId={customerId}
          onMade={(id) => form.setValue('billingGroupId', id, { shouldDirty: true })}
          onClose={() => setMaking(false)}
        />
      )}
    </FieldGrid>
  );
};
