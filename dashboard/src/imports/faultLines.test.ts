// What is said of a file that was refused.
import { expect, it } from 'vitest';

import { faultLines } from './faultLines';

const fault = (path: string, message: string) => ({ path, message, code: 'custom' });

it('names columns, and those with the same fault once', () => {
  const faults = [fault('sku', 'No such column.'), fault('List Price', 'No such column.')];
  expect(faultLines([...faults, fault('Color', 'Twice.')])).toEqual([
    'sku, List Price: No such column.',
    'Color: Twice.',
  ]);
});

it('says what is wrong with the file itself without the name that the API has for it', () => {
  expect(faultLines([fault('csvFile', 'Must be UTF-8.'), fault('', 'Empty.')])).toEqual([
    'Must be UTF-8.',
    'Empty.',
  ]);
});
