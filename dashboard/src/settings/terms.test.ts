// Contract lengths from what people write.
import { expect, it } from 'vitest';

import { termsOf } from './terms';

it('takes what was chosen and what was written, each once and in order', () => {
  expect(termsOf([24, 6, '9', '12 months, 6'])).toEqual({ terms: [6, 9, 12, 24], refused: [] });
});

it('keeps out what is no length of a contract', () => {
  expect(termsOf([12, '0', '121', '1.5', '-3', 'year'])).toEqual({
    terms: [12],
    refused: ['0', '121', '1.5', '-3', 'year'],
  });
});

it('knows the shortest and the longest', () => {
  expect(termsOf(['120', '1']).terms).toEqual([1, 120]);
});
