// What is known of a customer, put into the form: never over what somebody typed.
import { type Address, formOfAddress, isSameAddress } from '../../addresses/address';
import type { Schema } from '../../api/client';
import { text } from './body';
import { formOf, type OpenedOrder, type OrderForm, type Values } from './values';

export type Customer = Schema<'Customer'>;

/** What a customer's record says, by input. */
export const knownValues = (customer: Customer): Values => ({
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

/** What an order that is edited says of its customer, by input. */
export const ownValues = (order: OpenedOrder): Values => {
  const form = formOf(order);
  const { email: _, ...customer } = form.customer;
  return {
    ...under('customer', customer),
    ...under('billingAddress', form.billingAddress),
    shipsElsewhere: form.shipsElsewhere,
    ...under('shippingAddress', form.shippingAddress),
  };
};

const shipsElsewhere = ({ lastBillingAddress, lastShippingAddress }: Customer): boolean =>
  lastBillingAddress !== undefined &&
  lastShippingAddress !== undefined &&
  !isSameAddress(lastBillingAddress, lastShippingAddress);

const addressValues = (name: string, address: Address | undefined): Values =>
  address === undefined ? {} : under(name, formOfAddress(address));

const under = (name: string, fields: Record<string, string>): Values =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${name}.${field}`, value]));

/** What the inputs hold, and where it is from. */
interface Written {
  at: (name: string) => unknown;
  /** What an input of an empty form holds. */
  empty: (name: string) => unknown;
  /** By the customer found before, or by the order that is edited. */
  filled: Values;
  /** Written by the form after other inputs: see `followed`. */
  follows: Values;
}

/** What to put where, where something else was typed, and what is filled from then on. */
interface Filling {
  fill: Values;
  differs: string[];
  filled: Values;
}

/**
 * `known` goes into inputs that nobody wrote in: empty ones, those that hold what an empty form holds,
 * and those that the form itself filled. What was filled and is not known of this customer goes again.
 * An address is one thing: where one of its fields was typed, none is filled.
 */
export const fillingOf = (known: Values, { at, empty, filled, follows }: Written): Filling => {
  const isOurs = (name: string): boolean => {
    const value = at(name) ?? '';
    // Somebody emptied what this same customer had filled.
    if (value === '') return !filled[name] || filled[name] !== known[name];
    return [empty(name), filled[name], follows[name]].includes(value as string);
  };
  const isTyped = (name: string): boolean => !isOurs(name) && !isSame(at(name), known[name]);
  const names = Object.keys(known);
  const others = Object.keys(filled).filter((name) => !(name in known));
  const typedIn = new Set(
    [...names.filter(isTyped), ...others.filter((it) => !isOurs(it))].map(groupOf),
  );
  const isOpen = (name: string) => !typedIn.has(groupOf(name));
  const open = names.filter((name) => !isSame(at(name), known[name]));
  const begun = (name: string) => (empty(name) as Values[string] | undefined) ?? '';
  const gone = others.filter((name) => isOpen(name) && !isSame(at(name), begun(name)));
  return {
    fill: Object.fromEntries([
      ...gone.map((name) => [name, begun(name)]),
      ...open.filter(isOpen).map((name) => [name, known[name] ?? '']),
    ]),
    differs: open.filter((name) => !isOpen(name)),
    filled: Object.fromEntries(
      Object.entries({ ...filled, ...known }).filter(([name]) =>
        isOpen(name) ? name in known : name in filled,
      ),
    ),
  };
};

/** Fields that are filled together: those of an address, and whether there is one. */
const groupOf = (name: string): string => {
  if (name === 'shipsElsewhere') return 'shippingAddress';
  return name.includes('Address.') ? (name.split('.')[0] ?? '') : name;
};

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

/** What the form writes after other inputs until somebody writes something else, by input. */
export const followed = ({
  customer,
  billingAddress,
}: Pick<OrderForm, 'customer' | 'billingAddress'>) => ({
  'billingAddress.contactName': contactName(customer),
  'billingAddress.company': customer.customerType === 'business' ? text(customer.company) : '',
  'shippingAddress.contactName': text(billingAddress.contactName),
});
