// Filters that exclude each other.
import { expect, it } from 'vitest';

import { areCrossed } from './bounds';

it('sees a beginning after the end', () => {
  expect(areCrossed({ createdFrom: '2026-11-22', createdTo: '2026-10-01' })).toBe(true);
  expect(areCrossed({ lifetimeMin: 100, lifetimeMax: 20 })).toBe(true);
});

it('takes bounds that leave room, and those of different values', () => {
  expect(areCrossed({ createdFrom: '2026-11-22', createdTo: '2026-11-22' })).toBe(false);
  expect(areCrossed({ createdFrom: '2026-11-22', createdTo: '' })).toBe(false);
  expect(areCrossed({ createdFrom: '2026-11-22', endDateTo: '2026-10-01' })).toBe(false);
});
