// What an edit of a customer sends: what differs, and nothing else. What is left out stays, null clears.
import { type Address, addressOf, formOfAddress, isSameAddress } from '../addresses/address';
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';
import { type Customer, nameOf } from './customer';

type Body = Schema<'UpdateCustomerBody'>;

/** An address as it stands in the form: any part may be blank. */
type AddressValues = { [Part in keyof Address]?: string | null };

/** One of several places to send goods to, and what people call it. */
export type PlaceValues = AddressValues & { label?: string | null };

/** What stands in the form. */
export interface CustomerValues {
  email: string;
  firstName: string;
  lastName: string;
  company: string | null;
  phone: string | null;
  registrationNumber: string | null;
  vatNumber: string | null;
  customerType: Customer['customerType'];
  paymentTerms: Customer['paymentTerms'];
  /** Null where there is none. */
  billingAddress: AddressValues | null;
  shippingAddress: AddressValues | null;
  shippingAddresses: PlaceValues[];
}

/** Names that stand in the form. */
export const CUSTOMER_FIELDS: string[] = [
  'email',
  'firstName',
  'lastName',
  'company',
  'phone',
  'registrationNumber',
  'vatNumber',
  'customerType',
  'paymentTerms',
  'billingAddress',
  'shippingAddress',
  'shippingAddresses',
] satisfies (keyof CustomerValues)[];

/** What the form begins with. */
export const valuesOf = (customer: Customer): CustomerValues => ({
  email: customer.email,
  firstName: customer.firstName,
  lastName: customer.lastName,
  company: customer.company ?? '',
  phone: customer.phone ?? '',
  registrationNumber: customer.registrationNumber ?? '',
  vatNumber: customer.vatNumber ?? '',
  customerType: customer.customerType,
  paymentTerms: customer.paymentTerms,
  billingAddress: customer.billingAddress ?? null,
  shippingAddress: customer.shippingAddress ?? null,
  shippingAddresses: customer.shippingAddresses,
});

/** What differs between what the form began with and what it holds. */
export const bodyOf = (before: CustomerValues, now: CustomerValues): Body => {
  const body: Body = {};
  if (now.email !== before.email) body.email = now.email;
  if (now.firstName !== before.firstName) body.firstName = now.firstName;
  if (now.lastName !== before.lastName) body.lastName = now.lastName;
  for (const name of ['company', 'phone', 'registrationNumber', 'vatNumber'] as const) {
    if (orNull(now[name]) !== orNull(before[name])) body[name] = orNull(now[name]);
  }
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
  if (!isSameList(before.shippingAddresses, now.shippingAddresses)) {
    body.shippingAddresses = now.shippingAddresses.map(placeOf);
  }
  return body;
};

/** A place that is still to be written: it begins with whom to ask for, and the country of the bills. */
export const newPlace = (
  customer: Pick<CustomerValues, 'firstName' | 'lastName' | 'company' | 'billingAddress'>,
): PlaceValues => ({
  label: '',
  ...formOfAddress({
    contactName: nameOf(customer),
    company: customer.company,
    country: customer.billingAddress?.country ?? '',
  }),
});

/** For the API: the address, and the label where there is one. */
const placeOf = (place: PlaceValues) => {
  const label = place.label?.trim();
  return { ...addressOf(place), ...(label && { label }) };
};

const isSameList = (before: PlaceValues[], now: PlaceValues[]): boolean =>
  before.length === now.length &&
  before.every((was, at) => {
    const is = now[at] ?? {};
    return isSame(was, is) && (was.label ?? '') === (is.label ?? '').trim();
  });

/** Whether an address is there, be it still blank. */
export const hasAddress = (values: AddressValues | null | undefined): boolean =>
  Object.values(values ?? {}).some((part) => part !== undefined && part !== null);

/** Whether nothing is written in it. */
const isBlank = (values: AddressValues): boolean =>
  Object.values(values).every((part) => !part?.trim());

const isSame = (one: AddressValues, other: AddressValues): boolean =>
  isBlank(one) ? isBlank(other) : isSameAddress(addressOf(one), addressOf(other));
