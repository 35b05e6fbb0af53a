// Permissions as people say them.
import { expect, it } from 'vitest';

import { permissionWords } from './permissionWords';

it('says what may be done with what', () => {
  expect(permissionWords('orders:write')).toBe('change orders');
  expect(permissionWords('catalog:read')).toBe('look at products');
  expect(permissionWords('payments:write')).toBe('change payments and billing groups');
});
