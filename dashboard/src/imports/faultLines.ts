// What is wrong with a whole file, for people: by column, what is the same of several in one line.
import type { Fault } from '../api/refusal';

/** Where a fault is about the file and not about a column. */
const WHOLE = 'csvFile';

export const faultLines = (faults: Fault[]): string[] => {
  const columns = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const named = path === WHOLE || path === '' ? [] : [path];
    columns.set(message, [...(columns.get(message) ?? []), ...named]);
  }
  return [...columns].map(([message, names]) =>
    names.length === 0 ? message : `${names.join(', ')}: ${message}`,
  );
};
