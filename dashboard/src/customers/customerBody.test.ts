// Bodies of customers from their forms.
import { expect, it } from 'vitest';

import { bodyOf, type CustomerValues, newPlace } from './customerBody';

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
  registrationNumber: '24187654',
  vatNumber: 'NL001234567B01',
  customerType: 'business',
  paymentTerms: 'net_30',
  billingAddress: HOME,
  shippingAddress: null,
  shippingAddresses: [{ label: 'Warehouse', ...HOME }],
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

it('sends and clears the numbers of a company', () => {
  expect(bodyOf(CUSTOMER, { ...CUSTOMER, registrationNumber: null, vatNumber: 'NL2' })).toEqual({
    registrationNumber: null,
    vatNumber: 'NL2',
  });
});

it('sends the list of shipping addresses whole, where one changed, came or went', () => {
  const [store] = CUSTOMER.shippingAddresses;
  const put = (shippingAddresses: CustomerValues['shippingAddresses']) =>
    bodyOf(CUSTOMER, { ...CUSTOMER, shippingAddresses });
  expect(put([{ ...store, postalCode: ' ' }])).toEqual({});
  expect(put([])).toEqual({ shippingAddresses: [] });
  expect(put([{ ...store, label: '' }, newPlace(CUSTOMER)])).toEqual({
    shippingAddresses: [HOME, { ...HOME, streetAddress: '', city: '', company: 'Nordwind' }],
  });
});
