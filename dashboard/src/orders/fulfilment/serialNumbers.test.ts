// Serial numbers out of pasted text.
import { describe, expect, it } from 'vitest';

import { readSerialNumbers } from './serialNumbers';

const numbers = (text: string) => readSerialNumbers(text).serialNumbers;

describe('readSerialNumbers', () => {
  it.each([
    ['one a line', 'A1\nA2\nA3', ['A1', 'A2', 'A3']],
    ['lines of Windows, and an empty one at the end', 'A1\r\nA2\r\n', ['A1', 'A2']],
    ['commas, semicolons and tabs', 'A1, A2;A3\tA4', ['A1', 'A2', 'A3', 'A4']],
    ['a mixture, with holes', ' A1 ,,\n\n;A2\t', ['A1', 'A2']],
    ['cells in quotes', '"A1","A2"', ['A1', 'A2']],
    ['spaces inside a number', 'SN 0001\nSN 0002', ['SN 0001', 'SN 0002']],
    ['marks that cannot be seen', '\ufeffA1\u200b\n\u00a0A2', ['A1', 'A2']],
    ['nothing', ' \n\t', []],
  ])('reads %s', (_, text, expected) => expect(numbers(text)).toEqual(expected));

  it('takes each number once and tells which came again', () => {
    expect(readSerialNumbers('A1\nA2\nA1\nA1\nA3\nA3')).toEqual({
      serialNumbers: ['A1', 'A2', 'A3'],
      repeated: ['A1', 'A3'],
    });
  });

  it('keeps numbers apart that differ by case: the server decides', () => {
    expect(numbers('sn1\nSN1')).toEqual(['sn1', 'SN1']);
  });
});
