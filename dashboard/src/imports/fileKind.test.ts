// What is chosen instead of CSV.
import { describe, expect, it } from 'vitest';

import { isSheet } from './fileKind';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file', () => {
  it.each(['a.xlsx', 'A.XLS', 'stock 2026.ods', 'a.numbers'])('named %s is a sheet', (name) => {
    expect(isSheet(name, bytes('a,b'))).toBe(true);
  });

  it('that begins as an archive is a sheet, whatever it is called', () => {
    expect(isSheet('stock.csv', bytes('PK\u0003\u0004'))).toBe(true);
  });

  it('with bytes of zero is no text in UTF-8', () => {
    expect(isSheet('stock.csv', bytes('s\u0000k\u0000u\u0000'))).toBe(true);
  });

  it.each(['', 'sku,notes\r\nPK-1,Größe', '\ufeffsku'])('of text is none', (text) => {
    expect(isSheet('stock.csv', bytes(text))).toBe(false);
  });
});
