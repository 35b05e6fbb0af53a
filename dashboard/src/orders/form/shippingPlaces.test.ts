// Which addresses of a known customer are offered.
import { expect, it } from 'vitest';

import { isPlaceOf, placesOf } from './shippingPlaces';

const HOME = {
  contactName: 'Bo Buyer',
  streetAddress: '1 Keizersgracht',
  city: 'Amsterdam',
  country: 'Netherlands',
};
const STORE = { ...HOME, streetAddress: '1 Havenstraat' };
const SHOP = { ...HOME, streetAddress: '8 Kadeplein' };

const offered = (shippingAddresses: (typeof HOME & { label?: string })[], last?: typeof HOME) =>
  placesOf({
    lastBillingAddress: HOME,
    ...(last && { lastShippingAddress: last }),
    shippingAddresses,
  }).map(({ label, address }) => `${label}: ${address.streetAddress}`);

it('the list is offered by its labels, and by who is there where it has none', () => {
  expect(offered([{ label: 'Warehouse', ...STORE }, SHOP])).toEqual([
    'Warehouse: 1 Havenstraat',
    'Bo Buyer: 8 Kadeplein',
  ]);
});

it('the latest order adds its address where that is neither billed nor in the list', () => {
  expect(offered([])).toEqual([]);
  expect(offered([], HOME)).toEqual([]);
  expect(offered([STORE], STORE)).toEqual(['Bo Buyer: 1 Havenstraat']);
  expect(offered([STORE], SHOP)).toEqual(['Bo Buyer: 1 Havenstraat', 'Last order: 8 Kadeplein']);
});

it('an address is one of the list whatever its label', () => {
  const customer = { shippingAddresses: [{ label: 'Warehouse', ...STORE }] };
  expect(isPlaceOf(customer, { ...STORE, postalCode: '' })).toBe(true);
  expect(isPlaceOf(customer, SHOP)).toBe(false);
});
