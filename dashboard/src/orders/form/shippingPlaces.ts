// Where a known customer has had goods sent to, or has said they may be.
import { type Address, isSameAddress } from '../../addresses/address';
import type { Schema } from '../../api/client';

type Customer = Pick<
  Schema<'Customer'>,
  'lastBillingAddress' | 'lastShippingAddress' | 'shippingAddresses'
>;

/** A place to choose. */
export interface Place {
  /** What people call it. */
  label: string;
  address: Address;
}

/** The customer's list, and the latest order's address where that is another one. */
export const placesOf = (customer: Customer): Place[] => {
  const places = customer.shippingAddresses.map(({ label, ...address }) => ({
    label: label ?? address.contactName,
    address,
  }));
  const { lastBillingAddress: billing, lastShippingAddress: last } = customer;
  const isElsewhere = last && !(billing && isSameAddress(billing, last));
  return isElsewhere && !isPlaceOf(customer, last)
    ? [...places, { label: 'Last order', address: last }]
    : places;
};

/** Whether an address is one of the customer's list. */
export const isPlaceOf = (customer: Customer, address: Partial<Address>): boolean =>
  customer.shippingAddresses.some((place) => isSameAddress(place, address));
