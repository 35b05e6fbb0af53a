// Permissions of a new key.
import { describe, expect, it } from 'vitest';

import { chosen, inWords, permissionsOf } from './permissions';

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

describe('inWords', () => {
  it('says once what a key may change, and what it may only look at', () => {
    expect(inWords(['orders:read', 'orders:write', 'assets:read', 'catalog:read'])).toBe(
      'Change orders; look at assets, products',
    );
    expect(inWords(['assets:read'])).toBe('Look at assets');
  });
  it('needs one word for all of them', () => {
    expect(inWords(['*', 'orders:read'])).toBe('Everything');
  });
});
