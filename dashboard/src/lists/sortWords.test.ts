// Names of orders.
import { expect, it } from 'vitest';

import { RESOURCE_NAMES, resourceOf } from '../data/resources';
import { firstOrder, sortWord } from './sortWords';

it.each(RESOURCE_NAMES)('every order of %s has a name for people', (name) => {
  for (const field of resourceOf(name).sorts) expect(sortWord(field)).not.toBe(field);
});

it('begins with the newest and the most, and with the first letter', () => {
  expect(['createdAt', 'totals.total', 'lifetimeCollected'].map(firstOrder)).toEqual([
    'DESC',
    'DESC',
    'DESC',
  ]);
  expect(['dueDate', 'email', 'status'].map(firstOrder)).toEqual(['ASC', 'ASC', 'ASC']);
});
