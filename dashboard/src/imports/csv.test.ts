// Files of CSV that the app writes.
import { expect, it } from 'vitest';

import { csvOf } from './csv';

it('quotes what would break a row', () => {
  expect(
    csvOf([
      ['a', 'b"c', 'd,e'],
      [2, undefined, 'x\ny'],
    ]),
  ).toBe('a,"b""c","d,e"\r\n2,,"x\ny"\r\n');
});

it('keeps what starts like a formula from being run', () => {
  expect(csvOf([['=1+1', '-2', -2]])).toBe("'=1+1,'-2,-2\r\n");
});
