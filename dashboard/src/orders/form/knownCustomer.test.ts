// What a known customer fills in.
import { describe, expect, it } from 'vitest';

import { contactName, fillingOf, isWholeEmail } from './knownCustomer';
import type { Values } from './values';

const KNOWN: Values = {
  'customer.firstName': 'Sarah',
  'customer.phone': '+31 6',
  'billingAddress.city': 'Rotterdam',
  'billingAddress.country': 'Belgium',
};
const EMPTY: Values = { 'billingAddress.country': 'Netherlands', shipsElsewhere: false };

const filling = (typed: Values, filled: Values = {}, follows: Values = {}) => {
  const at = (name: string) => ({ ...EMPTY, ...filled, ...follows, ...typed })[name];
  const { filled: _, ...rest } = fillingOf(KNOWN, {
    at,
    empty: (name) => EMPTY[name],
    filled,
    follows,
  });
  return rest;
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
      fill: { ...KNOWN, 'customer.company': '', shipsElsewhere: false },
      differs: [],
    });
  });

  it('leaves an address whole that was filled before and typed in since', () => {
    const before = {
      shipsElsewhere: true,
      'shippingAddress.city': 'Ghent',
      'shippingAddress.streetAddress': 'Kouter 1',
    };
    const { fill } = filling({ 'shippingAddress.streetAddress': 'Kouter 2' }, before);
    expect(fill).toEqual(KNOWN);
  });

  it('takes the place of names that the form itself wrote', () => {
    const follows = { 'billingAddress.company': 'Acme' };
    expect(filling({}, { 'billingAddress.company': '' }, follows)).toEqual({
      fill: { ...KNOWN, 'billingAddress.company': '' },
      differs: [],
    });
  });

  it('stays away from what somebody emptied', () => {
    const { fill, differs } = filling({ 'customer.phone': '' }, KNOWN);
    expect(fill).toEqual({});
    expect(differs).toEqual(['customer.phone']);
  });

  it('remembers what it filled, and nothing that was typed', () => {
    const at = (name: string) => (name === 'customer.phone' ? '0800' : '');
    const { filled } = fillingOf(KNOWN, {
      at,
      empty: () => '',
      filled: { 'customer.company': 'Acme' },
      follows: {},
    });
    const { 'customer.phone': _, ...rest } = KNOWN;
    expect(filled).toEqual(rest);
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
