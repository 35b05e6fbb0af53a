// Which fields a change moved, for people.
import { pathInWords } from '../forms/pathInWords';

/** Fields that people call otherwise. */
const CALLED: Record<string, string> = {
  rentalIds: 'Subscriptions',
  billingGroupId: 'Billing group',
};

/** Names that stand there before the rest is counted. */
const NAMED = 5;

/** `Phone, Company`; nothing where the sentence beside it says it all. */
export const changedFields = (changes: unknown[]): string => {
  const names = changes.map(fieldOf).filter((field) => field !== '' && field !== 'status');
  const words = names.slice(0, NAMED).map(inWords);
  const more = names.length - words.length;
  return words.join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** The document leaves the form of changes open. */
const fieldOf = (change: unknown): string => (change as { field?: string }).field ?? '';

/** A variant's field bears its SKU, which is written as it is and may have dots. */
const inWords = (field: string): string => {
  const [, sku, own] = /^variants\.(.+)\.(\w+)$/.exec(field) ?? [];
  return sku && own
    ? `${sku}: ${pathInWords(own).toLowerCase()}`
    : (CALLED[field] ?? pathInWords(field));
};
