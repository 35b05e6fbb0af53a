// Rights of a key as people choose and read them: per area nothing, reading, or reading and changing.
import type { Schema } from '../api/client';

/** How much of an area a key may. */
export type Level = 'read' | 'write' | '' | null | undefined;

/** A word of a key's list of rights. */
type Word = Schema<'Permission'>;

/** All rights there are, also those to come. */
export const EVERYTHING = '*' satisfies Word;

/** Areas of rights, in the order of the menu. */
export const AREAS = [
  { area: 'orders', label: 'Orders' },
  { area: 'subscriptions', label: 'Subscriptions' },
  { area: 'assets', label: 'Assets' },
  { area: 'catalog', label: 'Products' },
  { area: 'customers', label: 'Customers' },
  { area: 'payments', label: 'Payments and billing groups' },
  { area: 'files', label: 'Files' },
  { area: 'settings', label: 'Settings' },
] as const;

/** What may be chosen where the asking key may write, or only read. */
export const chosen = (mayWrite: boolean): { id: string; name: string }[] => [
  { id: 'read', name: 'Look' },
  ...(mayWrite ? [{ id: 'write', name: 'Look and change' }] : []),
];

/** `{orders: 'write', assets: 'read'}` → `['orders:write', 'assets:read']`; writing includes reading. */
export const permissionsOf = (may: Record<string, Level>): Word[] =>
  AREAS.flatMap(({ area }) => {
    const level = may[area];
    return level ? [`${area}:${level}` as Word] : [];
  });

/** `['orders:write', 'assets:read', 'files:read']` → `Change orders; look at assets, files`. */
export const inWords = (permissions: readonly Word[]): string => {
  if (permissions.includes(EVERYTHING)) return 'Everything';
  const has = (area: string, level: string) => permissions.includes(`${area}:${level}` as Word);
  const names = (areas: readonly (typeof AREAS)[number][]) =>
    areas.map(({ label }) => label.toLowerCase()).join(', ');
  const changed = AREAS.filter(({ area }) => has(area, 'write'));
  const seen = AREAS.filter(({ area }) => has(area, 'read') && !has(area, 'write'));
  const parts = [
    changed.length > 0 && `change ${names(changed)}`,
    seen.length > 0 && `look at ${names(seen)}`,
  ].filter((part) => part !== false);
  const words = parts.join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
