// Where a value stands in the API's body, for people.

/** Words that are not written like others. */
const ABBREVIATIONS: Record<string, string> = {
  api: 'API',
  id: 'ID',
  ids: 'IDs',
  sku: 'SKU',
  skus: 'SKUs',
  vat: 'VAT',
};

/** `billingAddress.city` → `Billing address, city`; `items[0].unitPrice` → `Items 1, unit price`. */
export const pathInWords = (path: string): string => {
  const words: string[] = [];
  for (const step of path.split(/[.[\]]+/).filter((it) => it !== '')) {
    const last = words.length - 1;
    // Places in a list count from one for people.
    if (/^\d+$/.test(step) && last >= 0) words[last] += ` ${Number(step) + 1}`;
    else words.push(stepInWords(step));
  }
  const sentence = words.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};

const stepInWords = (step: string): string =>
  step
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map((word) => ABBREVIATIONS[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ');
