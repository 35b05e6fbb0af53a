// Extension orders.
import { expect, it } from 'vitest';

import type { Schema } from '../api/client';
import { extensionOrder, lineOf, takenWith } from './extensionOrder';

type Rental = Schema<'Rental'>;

const rental = {
  rentalId: 'sub_2',
  sku: 'LAPTOP',
  startDate: '2026-01-31',
  endDate: '2027-01-31',
  contractLength: 12,
} as Rental;

const order = {
  orderId: 'ord_1',
  customer: { customerId: 'cust_1', email: 'old@example.com' },
  billingAddress: { street: 'Billing street 1' },
  shippingAddress: { street: 'Shipping street 2' },
  items: [
    { sku: 'LAPTOP', contractLength: 24, rentalIds: ['sub_1'] },
    { sku: 'LAPTOP', contractLength: 12, rentalIds: ['sub_2'] },
  ],
} as unknown as Schema<'OrderBody'>;

const form = {
  extensionDetails: { extensionMonths: 1, reason: '  ' },
  items: [{ contractLength: 24 }] as [{ contractLength: number }],
  status: 'pending',
  notes: null,
  customFields: { po: ' PO-1 ', empty: '' },
} as const;

it('names the order, the customer and until when the contract will run', () => {
  expect(extensionOrder(rental, order, 2, { ...form, items: [{ contractLength: 24 }] })).toEqual({
    orderType: 'extension',
    status: 'pending',
    customer: { customerId: 'cust_1' },
    billingAddress: order.billingAddress,
    shippingAddress: order.shippingAddress,
    items: [{ sku: 'LAPTOP', quantity: 2, contractLength: 24 }],
    extensionDetails: {
      originalOrderId: 'ord_1',
      extensionMonths: 1,
      previousEndDate: '2027-01-31',
      newEndDate: '2027-02-28',
    },
    customFields: { po: 'PO-1' },
  });
});

it('takes the contracts that are older than this one', () => {
  const running = ['sub_1', 'sub_2', 'sub_3'].map((rentalId) => ({ rentalId }) as Rental);
  expect(takenWith(rental, running).map(({ rentalId }) => rentalId)).toEqual(['sub_1']);
  expect(takenWith({ rentalId: 'sub_1' }, running)).toEqual([]);
  expect(takenWith({ rentalId: 'sub_9' }, running)).toEqual([]);
});

it('goes by the line that the contract stands on, else by one of its SKU', () => {
  expect(lineOf(rental, order)?.contractLength).toBe(12);
  expect(lineOf({ rentalId: 'sub_9', sku: 'LAPTOP' }, order)?.contractLength).toBe(24);
  expect(lineOf({ rentalId: 'sub_9', sku: 'PHONE' }, order)).toBeUndefined();
});
