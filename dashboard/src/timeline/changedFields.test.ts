// Names of what changed.
import { expect, it } from 'vitest';

import { changedFields } from './changedFields';

const moved = (...fields: string[]) => fields.map((field) => ({ field, from: null, to: 1 }));

it('names fields as people do, and SKUs as they are', () => {
  expect(changedFields(moved('billingDay', 'rentalIds', 'variants.LAP-14.5.pricing'))).toBe(
    'Billing day, Subscriptions, LAP-14.5: pricing',
  );
});

it('leaves the status to the sentence', () => {
  expect(changedFields(moved('status', 'paidAt'))).toBe('Paid at');
  expect(changedFields(moved('status'))).toBe('');
});

it('counts what would be too much to read', () => {
  expect(changedFields(moved('a', 'b', 'c', 'd', 'e', 'f', 'g'))).toBe('A, B, C, D, E and 2 more');
});
