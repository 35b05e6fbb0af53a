// Words that assets are described by. The API takes any text for condition and location; these are
// the usual ones.
import { statusWord } from '../format/StatusBadge';

export const CONDITIONS = ['Excellent', 'Good', 'Fair', 'Poor', 'Damaged'] as const;

export const LOCATIONS = [
  'Warehouse',
  'In transit',
  'With customer',
  'Returned to warehouse',
  'At repair center',
] as const;

const choice = (id: string) => ({ id, name: statusWord(id) });

/** Where an asset can be in its life. */
export const STATUSES = ['available', 'rented_out', 'returned', 'sold', 'unavailable'].map(choice);

/** Statuses that are set by hand; the others come from subscriptions. */
export const STATUSES_BY_HAND = ['available', 'returned', 'unavailable'].map(choice);

/** Address of an asset's page: serial numbers may hold any characters. */
export const assetPath = (serialNumber: string): string =>
  `/assets/${encodeURIComponent(serialNumber)}/show`;
