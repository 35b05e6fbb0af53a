// What differs between two states of an entity, leaf by leaf.

/** One value that is not what it was. */
export interface Difference {
  /** Such as `billingAddress.city`. */
  path: string;
  before: unknown;
  now: unknown;
}

/** Differences between `before` and `now`; of all names, or of those that begin with one of `within`. */
export const differences = (before: unknown, now: unknown, within?: string[]): Difference[] => {
  const found: Difference[] = [];
  const compare = (path: string, a: unknown, b: unknown): void => {
    if (isTree(a) || isTree(b)) {
      const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
      for (const name of names) {
        compare(path === '' ? name : `${path}.${name}`, at(a, name), at(b, name));
      }
    } else if ((a ?? undefined) !== (b ?? undefined)) {
      found.push({ path, before: a, now: b });
    }
  };
  compare('', before, now);
  return found.filter(
    ({ path }) => within?.some((name) => path === name || path.startsWith(`${name}.`)) ?? true,
  );
};

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;

const at = (value: unknown, name: string): unknown =>
  isTree(value) ? (value as Record<string, unknown>)[name] : undefined;

/** A value as it stands in a table. */
export const shown = (value: unknown): string =>
  value === undefined || value === null || value === '' ? '–' : String(value);
