// Looks the customer up by the e-mail that is being written, and fills in what is known of them.
import { useEffect, useMemo, useRef } from 'react';
import { get, useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../../data/resources';
import { fillingOf, knownValues, type Values } from './knownCustomer';
import { isPlaceOf } from './shippingPlaces';
import { type Found, useCustomerByEmail } from './useCustomerByEmail';
import type { OrderForm } from './values';

export interface KnownCustomer extends Found {
  /** Inputs that hold something else than what is known. */
  differs: string[];
  /** Puts what is known over it. */
  overwrite: () => void;
}

/** `except`: the e-mail that is theirs already, and needs no look-up. */
export const useKnownCustomer = (except?: string): KnownCustomer => {
  const form = useFormContext<OrderForm>();
  const { customer, isNew } = useCustomerByEmail(except);
  const filled = useRef<Values>({});
  const known = useMemo(() => (customer ? knownValues(customer) : {}), [customer]);
  const put = (values: Values) => {
    for (const [name, value] of Object.entries(values)) {
      form.setValue(name as 'notes', value as string, {
        shouldDirty: true,
        shouldValidate: form.getFieldState(name as 'notes').invalid,
      });
    }
    Object.assign(filled.current, values);
  };
  const filling = () =>
    fillingOf(
      known,
      (name) => get(form.getValues(), name),
      (name) => get(form.formState.defaultValues, name),
      filled.current,
    );
  const customerId = customer?.customerId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each customer that is found
  useEffect(() => {
    if (customerId !== undefined) put(filling().fill);
  }, [customerId]);
  // An address of theirs that was chosen is no other than what is known.
  const isChosen = (name: string, of: Rows['customers']) =>
    name.startsWith('shippingAddress.') && isPlaceOf(of, form.getValues('shippingAddress'));
  // Written values are watched so that `differs` follows them.
  useWatch({ control: form.control, name: WATCHED });
  return {
    customer,
    isNew,
    differs: customer ? filling().differs.filter((name) => !isChosen(name, customer)) : [],
    overwrite: () => put(known),
  };
};

const WATCHED = ['customer', 'billingAddress', 'shippingAddress'] as const;
