// What changed settings send.
import { describe, expect, it } from 'vitest';

import { over, patchOf, pick } from './patch';

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

describe('over', () => {
  const before = { name: 'Acme', tax: { rate: 21, inclusive: false }, terms: [6] };

  it('keeps what others changed beside what was changed here', () => {
    const now = { name: 'Acme NL', tax: { rate: 21, inclusive: true }, terms: [6, 12] };
    const after = { name: 'Acme', tax: { rate: 9, inclusive: false }, terms: [6] };
    expect(over(now, before, after)).toEqual({
      name: 'Acme NL',
      tax: { rate: 9, inclusive: true },
      terms: [6, 12],
    });
  });

  it('puts what was changed here over what others made of the same', () => {
    const now = { ...before, name: 'Acme NL', terms: [6, 12] };
    const after = { ...before, name: 'Acme BV', terms: [24] };
    expect(over(now, before, after)).toEqual({ ...before, name: 'Acme BV', terms: [24] });
  });

  it('is what stands now when nothing was changed here', () => {
    const now = { ...before, name: 'Acme NL' };
    expect(over(now, before, { ...before })).toEqual(now);
    expect(now.tax).toEqual({ rate: 21, inclusive: false });
  });

  it('takes what was emptied, and what has no value yet', () => {
    const after = { name: '', tax: before.tax, terms: [6], company: { email: 'a@b.nl' } };
    expect(over(before, before, after)).toEqual({
      ...before,
      name: null,
      company: { email: 'a@b.nl' },
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
