// Bodies of customers from their forms.
import { expect, it } from 'vitest';

import { bodyOf, type CustomerValues } from './customerBody';

const HOME = {
  contactName: 'Noah de Vries',
  streetAddress: '1 Keizersgracht',
  city: 'Amsterdam',
  country: 'Netherlands',
};
const CUSTOMER: CustomerValues = {
  email: 'noah@example.com',
  firstName: 'Noah',
  lastName: 'de Vries',
  company: 'Nordwind',
  phone: '',
  customerType: 'business',
  paymentTerms: 'net_30',
  billingAddress: HOME,
  shippingAddress: null,
};

it('sends nothing of what stays', () => {
  const again = { ...HOME, postalCode: '', company: null };
  expect(bodyOf(CUSTOMER, { ...CUSTOMER, phone: null, billingAddress: again })).toEqual({});
});

it('clears with null what was emptied', () => {
  expect(bodyOf(CUSTOMER, { ...CUSTOMER, company: '', billingAddress: null })).toEqual({
    company: null,
    billingAddress: null,
  });
});

it('sends an address whole', () => {
  const moved = { ...HOME, city: 'Utrecht' };
  expect(bodyOf(CUSTOMER, { ...CUSTOMER, billingAddress: moved })).toEqual({
    billingAddress: moved,
  });
});

it('leaves the payment terms of an individual to the server', () => {
  expect(
    bodyOf(CUSTOMER, { ...CUSTOMER, customerType: 'individual', paymentTerms: 'immediate' }),
  ).toEqual({ customerType: 'individual' });
});
