// Words that assets are described by. The API takes any text for condition and location; these are
// the usual ones.
import { statusWord } from '../format/StatusBadge';

export const CONDITIONS = ['Excellent', 'Good', 'Fair', 'Poor', 'Damaged'] as const;

export const LOCATIONS = [
  'Warehouse',
  'In Transit',
  'With Customer',
  'Returned to Warehouse',
  'At Repair Center',
] as const;

const choice = (id: string) => ({ id, name: statusWord(id) });

/** Where an asset can be in its life. */
export const STATUSES = ['available', 'rented_out', 'returned', 'sold', 'unavailable'].map(choice);

/** Statuses that are set by hand; the others come from subscriptions. */
export const STATUSES_BY_HAND = ['available', 'returned', 'unavailable'].map(choice);

/** How much of its cost an asset has brought back. */
export const RECOVERIES = [
  { id: 'under_100', name: 'Under 100%' },
  { id: 'over_100', name: '100% and over' },
];

/** Address of an asset's page: serial numbers may hold any characters. */
export const assetPath = (serialNumber: string): string =>
  `/assets/${encodeURIComponent(serialNumber)}/show`;
