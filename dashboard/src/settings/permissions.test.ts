// Permissions of a new key.
import { describe, expect, it } from 'vitest';

import { chosen, permissionsOf } from './permissions';

describe('permissionsOf', () => {
  it('names one right for each area that was chosen', () => {
    expect(permissionsOf({ assets: 'read', orders: 'write', files: '', settings: null })).toEqual([
      'orders:write',
      'assets:read',
    ]);
  });
});

describe('chosen', () => {
  it('offers no more than the asking key may', () => {
    expect(chosen(false).map(({ id }) => id)).toEqual(['read']);
    expect(chosen(true).map(({ id }) => id)).toEqual(['read', 'write']);
  });
});
