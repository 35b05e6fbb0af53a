// Looks the customer up by the e-mail that is being written, and fills in what is known of them.
import { useEffect, useRef } from 'react';
import { get, useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../../data/resources';
import { useSession } from '../../session/useSession';
import { fillingOf, followed, knownValues, ownValues } from './knownCustomer';
import { isPlaceOf } from './shippingPlaces';
import { type Found, useCustomerByEmail } from './useCustomerByEmail';
import { emptyOrder, type OrderForm, type Values } from './values';

export interface KnownCustomer extends Found {
  /** Inputs that hold something else than what is known. */
  differs: string[];
  /** Puts what is known over it. */
  overwrite: () => void;
}

export const useKnownCustomer = (): KnownCustomer => {
  const form = useFormContext<OrderForm>();
  // An order that is edited says itself who its customer is: their e-mail needs no look-up.
  const opened = useWatch({ control: form.control, name: '_opened' });
  const found = useCustomerByEmail(opened?.customer.email);
  const { customer, isNew, email } = found;
  const isOwn = email.toLowerCase() === opened?.customer.email.toLowerCase();
  const own = () => (opened ? ownValues(opened) : {});
  const { filling, put } = useFilling(customer ? knownValues(customer) : own(), own);
  const owner = useRef(opened?.customer.customerId);
  const whose = customer?.customerId ?? (isOwn ? opened?.customer.customerId : isNew && NOBODY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each customer that is found
  useEffect(() => {
    // A draft that was put back meanwhile may be somebody else's.
    if (!whose || form.getValues('customer.email')?.trim() !== email) return;
    if (customer !== undefined || form.getValues('_filled') !== undefined) {
      const { fill, filled } = filling();
      put(fill, customer && filled);
    }
    if (owner.current !== undefined && owner.current !== whose) {
      // Its customer's alone.
      form.setValue('billingGroupId', (isOwn && opened?.billingGroupId) || null);
    }
    owner.current = whose;
  }, [whose]);
  // An address of theirs that was chosen is no other than what is known.
  const isChosen = (name: string, of: Rows['customers']) =>
    name.startsWith('shippingAddress.') && isPlaceOf(of, form.getValues('shippingAddress'));
  // Written values are watched so that `differs` follows them.
  useWatch({ control: form.control, name: WATCHED });
  return {
    ...found,
    differs: customer ? filling().differs.filter((name) => !isChosen(name, customer)) : [],
    overwrite: () => {
      if (customer) put(knownValues(customer), { ...filling().filled, ...knownValues(customer) });
    },
  };
};

/** Of whom nothing is known. */
const NOBODY = 'nobody';

const WATCHED = ['customer', 'billingAddress', 'shippingAddress'] as const;

/** `known` beside what the form holds; `own`: what it began with of an order that is edited. */
const useFilling = (known: Values, own: () => Values) => {
  const { getValues, setValue, getFieldState } = useFormContext<OrderForm>();
  const { country } = useSession().tenant;
  const filling = () =>
    fillingOf(known, {
      at: (name) => get(getValues(), name),
      empty: (name) => get(emptyOrder(country), name),
      filled: getValues('_filled') ?? own(),
      follows: followed(getValues()),
    });
  const put = (values: Values, filled: Values | undefined) => {
    for (const [name, value] of Object.entries(values)) {
      setValue(name as 'notes', value as string, {
        shouldDirty: true,
        shouldValidate: getFieldState(name as 'notes').invalid,
      });
    }
    setValue('_filled', filled);
  };
  return { filling, put };
};
