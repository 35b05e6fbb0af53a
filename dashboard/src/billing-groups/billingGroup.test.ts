// Bodies of billing groups from their forms.
import { expect, it } from 'vitest';

import { dayOfMonth, type GroupValues, patchOf } from './billingGroup';

const GROUP: GroupValues = {
  customerId: 'cust_1',
  groupName: 'Head office',
  billingDay: 1,
  rentalIds: ['sub_1', 'sub_2'],
  notes: '',
  contactName: 'Kim Lee',
  contactEmail: '',
  paymentTerms: '',
  status: 'active',
};

it('sends nothing of what stays', () => {
  expect(patchOf(GROUP, { ...GROUP, notes: null, rentalIds: ['sub_2', 'sub_1'] })).toEqual({});
});

it('sends the whole list of members when one joins or leaves', () => {
  expect(patchOf(GROUP, { ...GROUP, rentalIds: ['sub_1'] })).toEqual({ rentalIds: ['sub_1'] });
  expect(patchOf(GROUP, { ...GROUP, rentalIds: ['sub_1', 'sub_3'] })).toEqual({
    rentalIds: ['sub_1', 'sub_3'],
  });
});

it('sends contact and terms as they are now, and null for what was emptied', () => {
  const now: GroupValues = {
    ...GROUP,
    contactName: '',
    contactEmail: 'kim@example.com',
    paymentTerms: 'net_14',
  };
  expect(patchOf(GROUP, now)).toEqual({
    contactName: null,
    contactEmail: 'kim@example.com',
    paymentTerms: 'net_14',
  });
  expect(patchOf(now, GROUP)).toEqual({
    contactName: 'Kim Lee',
    contactEmail: null,
    paymentTerms: null,
  });
});

it('clears notes with null', () => {
  expect(patchOf({ ...GROUP, notes: 'Ask Kim' }, { ...GROUP, notes: '' })).toEqual({ notes: null });
});

it('writes days of the month as people say them', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 28].map(dayOfMonth)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '28th',
  ]);
});
