// Values of custom fields: from a form to the API, and what a definition asks of one.
import type { CustomField } from './useCustomFields';

export type CustomValues = Record<string, unknown>;

/** What is filled in. */
export const filledIn = (values: CustomValues | undefined): CustomValues =>
  Object.fromEntries(
    Object.entries(values ?? {})
      .map(([key, value]) => [key, trimmed(value)] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

/** What changed: new values by key, null where a value was taken away; nothing if nothing changed. */
export const changedValues = (
  before: CustomValues | null | undefined,
  now: CustomValues | undefined,
): CustomValues | undefined => {
  const [was, is] = [filledIn(before ?? {}), filledIn(now)];
  const changed = Object.fromEntries(
    [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
      .map((key) => [key, is[key] ?? null]),
  );
  return Object.keys(changed).length === 0 ? undefined : changed;
};

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Why the definition does not take the value; nothing if it does. The API checks the rest. */
export const faultOf = ({ required, type, format }: CustomField, value: unknown) => {
  const text = trimmed(value);
  if (text === undefined || text === null || text === '') return required ? 'Required' : undefined;
  if (type === 'number') return typeof text === 'number' ? undefined : 'Must be a number';
  const length = [...String(text)].length;
  const { exactLength, minLength, maxLength, pattern } = format;
  if (exactLength !== null && length !== exactLength) {
    return `Must have exactly ${exactLength} characters`;
  }
  if (minLength !== null && length < minLength) return `Must have at least ${minLength} characters`;
  if (maxLength !== null && length > maxLength) return `Must have at most ${maxLength} characters`;
  if (pattern !== null && !matches(pattern, String(text))) return `Must match ${pattern}`;
  return undefined;
};

/** The server's patterns are nearly those of the browser; one that only the server reads, it checks. */
const matches = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
};
