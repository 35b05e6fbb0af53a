// What a known customer fills in.
import { describe, expect, it } from 'vitest';

import { contactName, fillingOf, isWholeEmail, type Values } from './knownCustomer';

const KNOWN: Values = {
  'customer.firstName': 'Sarah',
  'customer.phone': '+31 6',
  'billingAddress.city': 'Rotterdam',
  'billingAddress.country': 'Belgium',
};
const BEGIN: Values = { 'billingAddress.country': 'Netherlands' };

const filling = (typed: Values, filled: Values = {}) => {
  const at = (name: string) => ({ ...BEGIN, ...filled, ...typed })[name];
  return fillingOf(KNOWN, at, (name) => BEGIN[name], filled);
};

describe('a known customer', () => {
  it('fills what is empty or as the form began', () => {
    expect(filling({})).toEqual({ fill: KNOWN, differs: [] });
  });

  it('leaves alone what was typed', () => {
    const { fill, differs } = filling({ 'customer.phone': '0800' });
    expect(fill).not.toHaveProperty('customer.phone');
    expect(differs).toEqual(['customer.phone']);
  });

  it('leaves a whole address alone where one of its fields was typed', () => {
    const { fill, differs } = filling({ 'billingAddress.city': 'Delft' });
    expect(Object.keys(fill)).toEqual(['customer.firstName', 'customer.phone']);
    expect(differs).toEqual(['billingAddress.city', 'billingAddress.country']);
  });

  it('takes the place of the one found before', () => {
    const before = { 'customer.firstName': 'Joe', 'billingAddress.city': 'Paris' };
    expect(filling({}, before)).toEqual({ fill: KNOWN, differs: [] });
  });

  it('takes away what only the one found before had, unless somebody typed there', () => {
    const before = {
      'customer.company': 'Acme',
      'customer.vatNumber': 'NL1',
      shipsElsewhere: true,
    };
    expect(filling({ 'customer.vatNumber': 'NL2' }, before)).toEqual({
      fill: { ...KNOWN, 'customer.company': '', shipsElsewhere: '' },
      differs: [],
    });
  });

  it('leaves an address whole that was filled before and typed in since', () => {
    const before = { 'shippingAddress.city': 'Ghent', 'shippingAddress.streetAddress': 'Kouter 1' };
    const { fill } = filling({ 'shippingAddress.streetAddress': 'Kouter 2' }, before);
    expect(fill).toEqual(KNOWN);
  });

  it('has nothing to say to what is the same', () => {
    expect(filling({ 'customer.firstName': 'sarah ' }).differs).toEqual([]);
  });
});

it('whole e-mail addresses are looked up', () => {
  expect(['a@b.nl', 'a.b+c@d-e.co.uk'].every(isWholeEmail)).toBe(true);
  expect(['a', 'a@b', 'a@b.', 'a@b.c', 'a b@c.nl', '@c.nl'].some(isWholeEmail)).toBe(false);
});

it('a contact has the name of the customer', () => {
  const customer = { firstName: ' Sarah ', lastName: 'Johnson' } as Parameters<
    typeof contactName
  >[0];
  expect(contactName(customer)).toBe('Sarah Johnson');
  expect(contactName({ ...customer, firstName: '' })).toBe('Johnson');
});
