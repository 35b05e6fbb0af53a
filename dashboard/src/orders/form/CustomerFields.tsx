// Who orders: found by e-mail, name, company or phone, or written down as they say it.
import { Stack } from '@mui/material';
import { useEffect, useRef } from 'react';
import { email, maxLength, RadioButtonGroupInput, required, TextInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import { CUSTOMER_TYPES } from '../../customers/customer';
import { FieldGrid, wide } from '../../forms/FieldGrid';
import { Section } from '../../layout/Section';
import { useCan } from '../../session/useSession';
import { BusinessFields } from './BusinessFields';
import { CustomerFinder } from './CustomerFinder';
import { KnownCustomerAlert } from './KnownCustomerAlert';
import { followed } from './knownCustomer';
import { useKnownCustomer } from './useKnownCustomer';
import type { Order, OrderForm } from './values';

const LENGTH = maxLength(255);
const NAME = [required(), LENGTH];
const EMAIL = [required(), email('Must be an e-mail address such as name@example.com'), LENGTH];

/** `order`: the one that is edited. */
export const CustomerFields = ({ order }: { order?: Order | undefined }) => {
  const form = useFormContext<OrderForm>();
  const canSearch = useCan('customers:read');
  const known = useKnownCustomer();
  const isBound = (order?.rentalProgress.rentedDevices ?? 0) > 0;
  const type = useWatch({ control: form.control, name: 'customer.customerType' });
  const customerId =
    known.customer?.customerId ?? (known.isNew ? undefined : order?.customer.customerId);
  useAddressNames();
  return (
    <Section title="Customer">
      <Stack spacing={1.5} sx={{ pt: 0.75 }}>
        <FieldGrid>
          <TextInput
            source="customer.email"
            label="E-mail"
            type="email"
            validate={EMAIL}
            autoComplete="off"
            autoFocus={order === undefined}
            // Not disabled: a disabled input has no value, and the order must keep this one.
            readOnly={isBound}
            helperText={
              isBound ? 'The order has subscriptions of this customer and stays with them.' : false
            }
          />
          {canSearch && !isBound ? (
            <CustomerFinder
              onFind={(customer) => {
                form.setValue('customer.email', customer.email, {
                  shouldDirty: true,
                  shouldValidate: true,
                });
                form.setFocus('customer.email');
              }}
            />
          ) : (
            <span />
          )}
        </FieldGrid>
        <KnownCustomerAlert {...known} />
        <FieldGrid columns={6}>
          <TextInput
            source="customer.firstName"
            label="First name"
            validate={NAME}
            autoComplete="off"
            helperText={false}
            sx={wide(2)}
          />
          <TextInput
            source="customer.lastName"
            label="Last name"
            validate={NAME}
            autoComplete="off"
            helperText={false}
            sx={wide(2)}
          />
          <TextInput
            source="customer.phone"
            label="Phone"
            type="tel"
            validate={LENGTH}
            autoComplete="off"
            helperText={false}
            sx={wide(2)}
          />
          <RadioButtonGroupInput
            source="customer.customerType"
            label="Customer type"
            choices={CUSTOMER_TYPES}
            helperText={false}
            sx={wide()}
          />
        </FieldGrid>
        {type === 'business' && (
          <BusinessFields customerId={customerId} isNew={order === undefined} />
        )}
      </Stack>
    </Section>
  );
};

/** The billing address bears the customer's names until somebody writes others, and the other one its. */
const useAddressNames = () => {
  const { control } = useFormContext<OrderForm>();
  const [customer, billingAddress] = useWatch({ control, name: ['customer', 'billingAddress'] });
  const names = followed({ customer, billingAddress });
  useFollow('billingAddress.contactName', names['billingAddress.contactName']);
  useFollow('billingAddress.company', names['billingAddress.company']);
  useFollow('shippingAddress.contactName', names['shippingAddress.contactName']);
};

/** Keeps an input at `value` as long as it holds nothing else. */
const useFollow = (name: keyof ReturnType<typeof followed>, value: string) => {
  const { getValues, setValue, getFieldState } = useFormContext<OrderForm>();
  const last = useRef(value);
  useEffect(() => {
    const held = getValues(name) ?? '';
    if (held !== value && (held.trim() === '' || held === last.current)) {
      setValue(name, value, { shouldDirty: true, shouldValidate: getFieldState(name).invalid });
    }
    last.current = value;
  }, [name, value, getValues, setValue, getFieldState]);
};
