// What changed settings send.
import { describe, expect, it } from 'vitest';

import { patchOf, pick } from './patch';

describe('patchOf', () => {
  it('leaves out what stayed as it was', () => {
    const before = { name: 'Acme', tax: { rate: 21, inclusive: false } };
    expect(patchOf(before, { name: 'Acme', tax: { rate: 9, inclusive: false } })).toEqual({
      tax: { rate: 9 },
    });
  });

  it('is nothing when nothing changed', () => {
    const before = { name: 'Acme', company: { email: null } };
    expect(patchOf(before, { name: 'Acme', company: { email: '' } })).toBeUndefined();
  });

  it('sends emptied text as null and lists whole', () => {
    const before = { company: { email: 'a@b.nl' }, contracts: { terms: [6, 12] } };
    const after = { company: { email: '' }, contracts: { terms: [12] } };
    expect(patchOf(before, after)).toEqual({
      company: { email: null },
      contracts: { terms: [12] },
    });
  });
});

describe('pick', () => {
  it('takes only the named paths, also those without a value', () => {
    const tree = { name: 'Acme', tax: { rate: 21, inclusive: true } };
    expect(pick(tree, ['tax.rate', 'company.email'])).toEqual({
      tax: { rate: 21 },
      company: { email: undefined },
    });
  });
});
