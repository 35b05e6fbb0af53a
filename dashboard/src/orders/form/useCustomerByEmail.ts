// The customer who has the e-mail that is being written, looked up whenever the writing pauses.
import { useEffect, useState } from 'react';
import { useGetList } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../../data/resources';
import { useCan } from '../../session/useSession';
import { isWholeEmail } from './knownCustomer';
import type { OrderForm } from './values';

/** Pause in the writing after which it is looked up. */
const PAUSE_MS = 250;

export interface Found {
  /** The e-mail this is about. */
  email: string;
  customer: Rows['customers'] | undefined;
  /** The address is whole, the answer is there, and nobody has it. */
  isNew: boolean;
}

/** `except`: an e-mail that needs no look-up. */
export const useCustomerByEmail = (except?: string): Found => {
  const { control } = useFormContext<OrderForm>();
  const canRead = useCan('customers:read');
  const email = useWatch({ name: 'customer.email', control })?.trim() ?? '';
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
  return {
    email,
    customer,
    isNew: isAsked && asked === email && data !== undefined && customer === undefined,
  };
};
