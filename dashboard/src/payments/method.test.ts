// How a payment was paid, in words.
import { expect, it } from 'vitest';

import { cardWords, MEANS, methodWord } from './method';
import type { Payment } from './payment';

const payment = (values: Partial<Payment>): Payment => values as Payment;

it('says how it was paid, and who collects it while nobody said', () => {
  expect(methodWord(payment({ provider: 'manual', paymentMethod: 'direct_debit' }))).toBe(
    'Direct debit',
  );
  expect(methodWord(payment({ paymentMethod: 'card' }))).toBe('Card');
  expect(methodWord(payment({ provider: 'manual' }))).toBe('By hand');
  expect(methodWord(payment({}))).toBeUndefined();
});

it('offers every way to pay once', () => {
  expect(MEANS).toHaveLength(7);
  expect(MEANS[0]).toEqual({ id: 'bank_transfer', name: 'Bank transfer' });
  expect(new Set(MEANS.map(({ name }) => name)).size).toBe(MEANS.length);
});

it('names a card by its brand and last digits, where the provider told them', () => {
  const card = (providerResponse?: Record<string, unknown>) =>
    cardWords(payment({ providerResponse } as Partial<Payment>));
  expect(card({ brand: 'visa', last4: '4242' })).toBe('Visa ending in 4242');
  expect(card({ cardBrand: 'American Stars', last4: '0005' })).toBe(
    'American Stars ending in 0005',
  );
  expect(card({ last4: '4242' })).toBe('Card ending in 4242');
  expect(card({ brand: 'visa' })).toBeUndefined();
  expect(card()).toBeUndefined();
});
