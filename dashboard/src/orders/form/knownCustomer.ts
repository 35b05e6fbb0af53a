// What is known of a customer, put into the form: never over what somebody typed.
import { type Address, formOfAddress, isSameAddress } from '../../addresses/address';
import type { Schema } from '../../api/client';
import type { OrderForm } from './values';

export type Customer = Schema<'Customer'>;

/** Values by the name of their input, such as `customer.phone`. */
export type Values = Record<string, string | boolean>;

/** What a customer's record says, by input. */
export const knownValues = (customer: Customer): Values => ({
  'customer.email': customer.email,
  'customer.firstName': customer.firstName,
  'customer.lastName': customer.lastName,
  ...(customer.phone && { 'customer.phone': customer.phone }),
  'customer.customerType': customer.customerType,
  ...(customer.company && { 'customer.company': customer.company }),
  ...(customer.registrationNumber && {
    'customer.registrationNumber': customer.registrationNumber,
  }),
  ...(customer.vatNumber && { 'customer.vatNumber': customer.vatNumber }),
  ...(customer.customerType === 'business' && { 'customer.paymentTerms': customer.paymentTerms }),
  ...addressValues('billingAddress', customer.lastBillingAddress),
  ...(shipsElsewhere(customer) && {
    shipsElsewhere: true,
    ...addressValues('shippingAddress', customer.lastShippingAddress),
  }),
});

const shipsElsewhere = ({ lastBillingAddress, lastShippingAddress }: Customer): boolean =>
  lastBillingAddress !== undefined &&
  lastShippingAddress !== undefined &&
  !isSameAddress(lastBillingAddress, lastShippingAddress);

const addressValues = (name: string, address: Address | undefined): Values =>
  address === undefined
    ? {}
    : Object.fromEntries(
        Object.entries(formOfAddress(address)).map(([field, value]) => [`${name}.${field}`, value]),
      );

/** What to put where, and where something else was typed. */
interface Filling {
  fill: Values;
  differs: string[];
}

/**
 * `known` goes into inputs that nobody wrote in: empty ones, those that hold what the form began
 * with, and those that were filled by the customer found before (`filled`). What that one filled and
 * this one does not know goes again. An address is one thing: where one of its fields was typed, none
 * is filled.
 */
export const fillingOf = (
  known: Values,
  valueAt: (name: string) => unknown,
  beginsWith: (name: string) => unknown,
  filled: Values,
): Filling => {
  const isOurs = (name: string): boolean => {
    const value = valueAt(name) ?? '';
    return value === '' || value === (beginsWith(name) ?? '') || value === filled[name];
  };
  const isTyped = (name: string): boolean => !isOurs(name) && !isSame(valueAt(name), known[name]);
  const names = Object.keys(known);
  const others = Object.keys(filled).filter((name) => !(name in known));
  const typedIn = new Set(
    [...names.filter(isTyped), ...others.filter((it) => !isOurs(it))].map(groupOf),
  );
  const isOpen = (name: string) => !typedIn.has(groupOf(name));
  const open = names.filter((name) => !isSame(valueAt(name), known[name]));
  const begun = (name: string) => (beginsWith(name) as Values[string] | undefined) ?? '';
  const gone = others.filter((name) => isOpen(name) && !isSame(valueAt(name), begun(name)));
  return {
    fill: Object.fromEntries([
      ...gone.map((name) => [name, begun(name)]),
      ...open.filter(isOpen).map((name) => [name, known[name] ?? '']),
    ]),
    differs: open.filter((name) => !isOpen(name)),
  };
};

/** Fields that are filled together. */
const groupOf = (name: string): string =>
  name.includes('Address.') ? (name.split('.')[0] ?? '') : name;

const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string'
    ? a.trim().toLowerCase() === b.trim().toLowerCase()
    : (a ?? '') === (b ?? '');

/** Whether it looks like a whole e-mail address, worth a look-up. */
export const isWholeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text);

/** The name that a contact has until somebody writes another one. */
export const contactName = ({ firstName, lastName }: OrderForm['customer']): string =>
  [firstName, lastName]
    .map((name) => name?.trim() ?? '')
    .filter((name) => name !== '')
    .join(' ');
