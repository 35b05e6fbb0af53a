// Paths of the API's bodies as people read them.
import { expect, it } from 'vitest';

import { pathInWords } from './pathInWords';

it.each([
  ['notes', 'Notes'],
  ['billingAddress.city', 'Billing address, city'],
  ['items[0].unitPrice', 'Items 1, unit price'],
  ['items.1.sku', 'Items 2, SKU'],
  ['productSku', 'Product SKU'],
  ['customFields.po_number', 'Custom fields, po number'],
  ['', ''],
])('%s is %s', (path, words) => {
  expect(pathInWords(path)).toBe(words);
});
