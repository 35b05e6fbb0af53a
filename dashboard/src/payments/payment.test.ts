// What the state of a payment lets people do.
import { expect, it } from 'vitest';

import {
  hasInvoice,
  mayCancel,
  mayMarkPaid,
  mayRefund,
  mayRetry,
  type Payment,
  refundable,
} from './payment';

const payment = (values: Partial<Payment>): Payment =>
  ({ status: 'paid', total: 38.72, ...values }) as Payment;

it('gives back what is left, to the cent', () => {
  expect(refundable(payment({}))).toBe(38.72);
  expect(refundable(payment({ refundedAmount: 10.1 }))).toBe(28.62);
  expect(refundable(payment({ refundedAmount: 38.72 }))).toBe(0);
  expect(refundable(payment({ status: 'pending' }))).toBe(0);
});

it('says why a refund is not possible', () => {
  expect(mayRefund(payment({}))).toBe(true);
  expect(mayRefund(payment({ refundedAmount: 38.72 }))).toMatch(/given back already/);
  expect(mayRefund(payment({ status: 'failed' }))).toMatch(/Only what was paid/);
});

it('has an invoice unless it was cancelled before there was one', () => {
  expect(hasInvoice(payment({ status: 'pending' }))).toBe(true);
  expect(hasInvoice(payment({ status: 'cancelled' }))).toBe(false);
  expect(hasInvoice(payment({ status: 'cancelled', invoiceNumber: 'INV-2026-1' }))).toBe(true);
});

it('allows each action from the states in which the server does', () => {
  const states: Payment['status'][] = ['pending', 'processing', 'paid', 'failed', 'cancelled'];
  const allowing = (may: (it: Payment) => true | string) =>
    states.filter((status) => may(payment({ status })) === true);
  expect(allowing(mayMarkPaid)).toEqual(['pending', 'processing', 'failed']);
  expect(allowing(mayCancel)).toEqual(['pending', 'failed']);
  expect(allowing(mayRetry)).toEqual(['failed']);
});
