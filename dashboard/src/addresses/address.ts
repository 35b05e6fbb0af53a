// An address as a form holds it, and as the API takes it.
import type { Schema } from '../api/client';

export type Address = Schema<'Address'>;

/** An address being written: every field is there, empty ones as empty texts. */
export type AddressForm = Record<keyof Address, string>;

/** Fields in the order in which people write them, with their names. */
export const ADDRESS_LABELS = {
  contactName: 'Contact name',
  company: 'Company',
  streetAddress: 'Street and number',
  buildingInfo: 'Building, floor, suite',
  postalCode: 'Postal code',
  city: 'City',
  locality: 'District',
  adminArea: 'State or province',
  country: 'Country',
} as const satisfies Record<keyof Address, string>;

const FIELDS = Object.keys(ADDRESS_LABELS) as (keyof Address)[];

/** Nothing but the country that most addresses are in. */
export const emptyAddress = (country: string): AddressForm => ({ ...formOfAddress({}), country });

/** For the form. */
export const formOfAddress = (address: Partial<Address>): AddressForm =>
  Object.fromEntries(FIELDS.map((field) => [field, address[field] ?? ''])) as AddressForm;

/** For the API: what is required always, the rest where it says something. */
export const addressOf = (form: Partial<Record<keyof Address, string | null>>): Address => {
  const text = (field: keyof Address) => form[field]?.trim() ?? '';
  const address: Address = {
    contactName: text('contactName'),
    streetAddress: text('streetAddress'),
    city: text('city'),
    country: text('country'),
  };
  for (const field of ['company', 'buildingInfo', 'postalCode', 'locality', 'adminArea'] as const) {
    if (text(field) !== '') address[field] = text(field);
  }
  return address;
};

/** Whether both say the same. */
export const isSameAddress = (a: Partial<Address>, b: Partial<Address>): boolean => {
  const [one, other] = [addressOf(a), addressOf(b)];
  return FIELDS.every((field) => one[field] === other[field]);
};
