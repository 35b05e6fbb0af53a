// Bodies without what was left empty.
import { expect, test } from 'vitest';

import { filled } from './filled';

test('what was left empty is not sent', () => {
  expect(filled({ a: '', b: null, c: undefined, d: '  ', e: 'x' })).toEqual({ e: 'x' });
});

test('nought and no are answers', () => {
  expect(filled({ fee: 0, waived: false })).toEqual({ fee: 0, waived: false });
});
