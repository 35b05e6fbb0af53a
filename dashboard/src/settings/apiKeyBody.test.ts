// Bodies of new API keys.
import { expect, it } from 'vitest';

import { bodyOf } from './apiKeyBody';

it('names the rights of the areas that were chosen, and no end where none was', () => {
  expect(bodyOf({ name: 'Shop', expiresAt: '', tenantIds: [], may: { orders: 'write' } })).toEqual({
    name: 'Shop',
    permissions: ['orders:write'],
    expiresAt: null,
  });
});

it('names one right for all of them, whatever was chosen before', () => {
  const values = { name: 'Owner', mayAll: true, may: { orders: 'read' } } as const;
  expect(bodyOf({ ...values, expiresAt: '2027-01-01', tenantIds: ['bu_2'] })).toEqual({
    name: 'Owner',
    permissions: ['*'],
    expiresAt: '2027-01-01',
    tenantIds: ['bu_2'],
  });
});
