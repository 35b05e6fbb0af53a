// What an edit of a customer sends: what differs, and nothing else. What is left out stays, null clears.
import { type Address, addressOf, isSameAddress } from '../addresses/address';
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';
import type { Customer } from './customer';

type Body = Schema<'UpdateCustomerBody'>;

/** An address as it stands in the form: any part may be blank. */
type AddressValues = { [Part in keyof Address]?: string | null };

/** What stands in the form. */
export interface CustomerValues {
  email: string;
  firstName: string;
  lastName: string;
  company: string | null;
  phone: string | null;
  customerType: Customer['customerType'];
  paymentTerms: Customer['paymentTerms'];
  /** Null where there is none. */
  billingAddress: AddressValues | null;
  shippingAddress: AddressValues | null;
}

/** Names that stand in the form. */
export const CUSTOMER_FIELDS: string[] = [
  'email',
  'firstName',
  'lastName',
  'company',
  'phone',
  'customerType',
  'paymentTerms',
  'billingAddress',
  'shippingAddress',
] satisfies (keyof CustomerValues)[];

/** What the form begins with. */
export const valuesOf = (customer: Customer): CustomerValues => ({
  email: customer.email,
  firstName: customer.firstName,
  lastName: customer.lastName,
  company: customer.company ?? '',
  phone: customer.phone ?? '',
  customerType: customer.customerType,
  paymentTerms: customer.paymentTerms,
  billingAddress: customer.billingAddress ?? null,
  shippingAddress: customer.shippingAddress ?? null,
});

/** What differs between what the form began with and what it holds. */
export const bodyOf = (before: CustomerValues, now: CustomerValues): Body => {
  const body: Body = {};
  if (now.email !== before.email) body.email = now.email;
  if (now.firstName !== before.firstName) body.firstName = now.firstName;
  if (now.lastName !== before.lastName) body.lastName = now.lastName;
  if (orNull(now.company) !== orNull(before.company)) body.company = orNull(now.company);
  if (orNull(now.phone) !== orNull(before.phone)) body.phone = orNull(now.phone);
  if (now.customerType !== before.customerType) body.customerType = now.customerType;
  // Terms are a company's: the server sets an individual's by itself.
  if (now.customerType === 'business' && now.paymentTerms !== before.paymentTerms) {
    body.paymentTerms = now.paymentTerms;
  }
  for (const name of ['billingAddress', 'shippingAddress'] as const) {
    const [was, is] = [before[name] ?? {}, now[name] ?? {}];
    // A part that must not be blank is refused by the server, at its field.
    if (!isSame(was, is)) body[name] = isBlank(is) ? null : addressOf(is);
  }
  return body;
};

/** Whether an address is there, be it still blank. */
export const hasAddress = (values: AddressValues | null | undefined): boolean =>
  Object.values(values ?? {}).some((part) => part !== undefined && part !== null);

/** Whether nothing is written in it. */
const isBlank = (values: AddressValues): boolean =>
  Object.values(values).every((part) => !part?.trim());

const isSame = (one: AddressValues, other: AddressValues): boolean =>
  isBlank(one) ? isBlank(other) : isSameAddress(addressOf(one), addressOf(other));
