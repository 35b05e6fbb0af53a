// Values of custom fields, from the form to the API.
import { describe, expect, it } from 'vitest';

import type { CustomField } from './useCustomFields';
import { changedValues, faultOf, filledIn } from './values';

const field = (given: Partial<CustomField>): CustomField => ({
  customFieldId: 'order.f',
  id: 'f',
  label: 'Field',
  section: 'order',
  type: 'text',
  required: false,
  createdAt: '',
  updatedAt: '',
  ...given,
  format: {
    exactLength: null,
    minLength: null,
    maxLength: null,
    pattern: null,
    options: [],
    ...given.format,
  },
});

describe('custom fields', () => {
  it('sends what is filled in', () => {
    expect(filledIn({ a: ' x ', b: '', c: null, d: 0, e: undefined })).toEqual({ a: 'x', d: 0 });
  });

  it('sends what changed, and null for what was taken away', () => {
    expect(
      changedValues({ a: '1', b: 2, free: 'kept' }, { a: '1', b: null, free: 'kept' }),
    ).toEqual({ b: null });
    expect(changedValues(null, { a: 'new' })).toEqual({ a: 'new' });
    expect(changedValues({ a: '1' }, { a: ' 1 ' })).toBeUndefined();
  });

  it('asks what the definition asks', () => {
    expect(faultOf(field({ required: true }), ' ')).toBe('Required');
    expect(faultOf(field({}), '')).toBeUndefined();
    expect(faultOf(field({ type: 'number' }), 'x')).toBe('Must be a number');
    const digits = field({ format: { ...field({}).format, pattern: '[0-9]+', exactLength: 3 } });
    expect(faultOf(digits, '12')).toBe('Must have exactly 3 characters');
    expect(faultOf(digits, '12a')).toBe('Must match [0-9]+');
    expect(faultOf(digits, '123')).toBeUndefined();
  });

  it('leaves a pattern that the browser cannot read to the server', () => {
    const odd = field({ format: { ...field({}).format, pattern: '(?x) a b' } });
    expect(faultOf(odd, 'anything')).toBeUndefined();
  });
});
