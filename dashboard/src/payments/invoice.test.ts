// What an invoice adds up to.
import { expect, it } from 'vitest';

import { sumsOf } from './invoice';

const percent = (value: number) => `${value} %`;
const plain = { subtotal: 40, taxAmount: 0, taxRate: 0, taxInclusive: false };

it('names the tax by its rate, whether it is on top or contained', () => {
  expect(sumsOf(plain, percent)).toEqual([['Subtotal', 40]]);
  const taxed = { ...plain, taxAmount: 8.4, taxRate: 21 };
  expect(sumsOf(taxed, percent)).toEqual([
    ['Subtotal', 40],
    ['Tax, 21 %', 8.4],
  ]);
  expect(sumsOf({ ...taxed, taxInclusive: true }, percent)[1]).toEqual(['Tax in it, 21 %', 8.4]);
});

it('tells no rate where lines have several, and the fee for being late last', () => {
  const mixed = { ...plain, taxAmount: 5, lateFeeAmount: 10 };
  expect(sumsOf(mixed, percent)).toEqual([
    ['Subtotal', 40],
    ['Tax', 5],
    ['Late fee', 10],
  ]);
});
