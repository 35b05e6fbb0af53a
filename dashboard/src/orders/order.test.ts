// What an order says of itself.
import { describe, expect, it } from 'vitest';

import { isCancellable, isFulfillable, itemsLine, openUnits } from './order';

const order = (status: 'pending' | 'confirmed' | 'partial' | 'fulfilled', rentedDevices = 0) => ({
  status,
  orderType: 'standard' as const,
  rentalProgress: { totalDevices: 3, rentedDevices },
});

describe('itemsLine', () => {
  it.each([
    [[], 'No items'],
    [[{ productName: 'Desk', quantity: 1 }], 'Desk'],
    [[{ productName: 'Desk', quantity: 3 }], 'Desk × 3'],
    [
      [
        { productName: 'MacBook Pro 16', quantity: 2 },
        { productName: 'Desk', quantity: 1 },
      ],
      'MacBook Pro 16 × 2 + 1 more',
    ],
  ])('tells what was ordered: %#', (items, line) => expect(itemsLine(items)).toBe(line));
});

describe('what an order allows', () => {
  it('counts units without a subscription', () => {
    expect(openUnits({ quantity: 5, rentedQuantity: 3 })).toBe(2);
    expect(openUnits({ quantity: 1, rentedQuantity: 2 })).toBe(0);
  });

  it('is cancelled only while nothing is fulfilled', () => {
    expect(isCancellable(order('pending'))).toBe(true);
    expect(isCancellable(order('confirmed'))).toBe(true);
    expect(isCancellable(order('partial', 1))).toBe(false);
    expect(isCancellable(order('fulfilled', 3))).toBe(false);
  });

  it('is fulfilled while pending, unless the tenant confirms first', () => {
    expect(isFulfillable(order('pending'), false)).toBe(true);
    expect(isFulfillable(order('pending'), true)).toBe(false);
    expect(isFulfillable(order('confirmed'), true)).toBe(true);
    expect(isFulfillable(order('fulfilled', 3), false)).toBe(false);
  });

  it('hands out nothing for an extension', () => {
    expect(isFulfillable({ ...order('confirmed'), orderType: 'extension' }, false)).toBe(false);
  });
});
