// Which tenant a tab works in.
import { expect, it } from 'vitest';

import type { SessionTenant } from './session';
import { tenantOf } from './tenantOf';

const tenant = (tenantId: string) => ({ tenantId }) as SessionTenant;
const session = { tenants: [tenant('bu_a'), tenant('bu_b'), tenant('bu_c')] };
const idFor = (...wanted: (string | null)[]) => tenantOf(session, wanted)?.tenantId;

it('is what was wanted most, of what the key may work in', () => {
  expect(idFor('bu_b', 'bu_c')).toBe('bu_b');
  expect(idFor(null, 'bu_c', 'bu_b')).toBe('bu_c');
  expect(idFor('bu_gone', null, 'bu_b')).toBe('bu_b');
});

it('is the first one where nothing was wanted, or nothing of it is there', () => {
  expect(idFor()).toBe('bu_a');
  expect(idFor('bu_gone', null)).toBe('bu_a');
});

it('is none for a key without tenants', () => {
  expect(tenantOf({ tenants: [] }, ['bu_a'])).toBeUndefined();
});
