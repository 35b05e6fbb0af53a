// Looks the customer up by the e-mail that is being written, and fills in what is known of them.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useGetList } from 'react-admin';
import { get, useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../../data/resources';
import { useCan } from '../../session/useSession';
import { fillingOf, isWholeEmail, knownValues, type Values } from './knownCustomer';
import type { OrderForm } from './values';

/** Pause in the writing after which it is looked up. */
const PAUSE_MS = 250;

export interface KnownCustomer {
  customer: Rows['customers'] | undefined;
  /** The address is whole, the answer is there, and nobody has it. */
  isNew: boolean;
  /** Inputs that hold something else than what is known. */
  differs: string[];
  /** Puts what is known over it. */
  overwrite: () => void;
}

/** `except`: the e-mail that is theirs already, and needs no look-up. */
export const useKnownCustomer = (except?: string): KnownCustomer => {
  const form = useFormContext<OrderForm>();
  const canRead = useCan('customers:read');
  const email = useWatch({ name: 'customer.email', control: form.control })?.trim() ?? '';
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(isWholeEmail(email) ? email : ''), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [email]);
  const isAsked = canRead && asked !== '' && asked.toLowerCase() !== except?.toLowerCase();
  const { data } = useGetList<Rows['customers']>(
    'customers',
    { filter: { email: asked }, pagination: { page: 1, perPage: 1 } },
    { enabled: isAsked, retry: false },
  );
  const isOf = (row: Rows['customers'] | undefined) =>
    row?.email.toLowerCase() === email.toLowerCase();
  const customer = isAsked && isOf(data?.[0]) ? data?.[0] : undefined;

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
  // Written values are watched so that `differs` follows them.
  useWatch({ control: form.control, name: WATCHED });
  return {
    customer,
    isNew: isAsked && asked === email && data !== undefined && customer === undefined,
    differs: customer ? filling().differs : [],
    overwrite: () => put(known),
  };
};

const WATCHED = ['customer', 'billingAddress', 'shippingAddress'] as const;
