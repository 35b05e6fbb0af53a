// What a customer is called and what may be chosen for one.
import type { Rows } from '../data/resources';

/** A customer as the lists and pages have it. */
export type Customer = Rows['customers'];

/** Name of the person. */
export const nameOf = (customer: Pick<Customer, 'firstName' | 'lastName'>): string =>
  `${customer.firstName} ${customer.lastName}`.trim();

/** Name of the person, and of the company where there is one. */
export const fullNameOf = (
  customer: Pick<Customer, 'firstName' | 'lastName' | 'company'>,
): string => (customer.company ? `${nameOf(customer)}, ${customer.company}` : nameOf(customer));

/** What a place to send goods to is called. */
export const placeName = ({ label }: { label?: string | null }, at: number): string =>
  label || `Shipping address ${at + 1}`;

/** Longest registration or VAT number that the API takes. */
export const NUMBER_MAX = 64;

export const CUSTOMER_TYPES: { id: Customer['customerType']; name: string }[] = [
  { id: 'individual', name: 'Individual' },
  { id: 'business', name: 'Business' },
];

export const PAYMENT_TERMS: { id: Customer['paymentTerms']; name: string }[] = [
  { id: 'immediate', name: 'Due at once' },
  { id: 'net_7', name: 'Net 7 days' },
  { id: 'net_14', name: 'Net 14 days' },
  { id: 'net_30', name: 'Net 30 days' },
];

/** Payment terms for people. */
export const termsWord = (terms: Customer['paymentTerms']): string =>
  PAYMENT_TERMS.find(({ id }) => id === terms)?.name ?? terms;
