// Filters and order of a list as the API's query. Filters bear the names of the API's parameters, so
// this is the one place that writes them, and the one that refuses a name nobody declared.
import type { SortPayload } from 'react-admin';

/** What a list may be asked by. */
export interface Asked {
  /** Parameters that narrow it down. */
  filters: readonly string[];
  /** Values of `sortBy`. */
  sorts: readonly string[];
  /** Whether custom fields narrow it down too, as `customField_<id>`. */
  hasCustomFields?: boolean;
}

/** What a filter may hold. */
type Value = string | number | boolean | null | undefined | Value[] | { [key: string]: Value };

/** react-admin's word for no order. */
const UNSORTED = 'id';

/**
 * `{status: ['pending', 'partial'], overdue: true}` → `{status: 'pending,partial', overdue: 'true'}`.
 * Throws on a name that the list does not declare: the API ignores names it does not know, and the
 * list would show rows that nobody asked for.
 */
export const queryOf = (
  list: Asked,
  filter: Record<string, unknown>,
  sort?: SortPayload,
): Record<string, string> => {
  const query: Record<string, string> = {};
  const put = (name: string, value: Value): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) put(`${name}.${key}`, inner);
      return;
    }
    if (!isFilter(list, name)) throw new Error(`This list cannot be filtered by “${name}”.`);
    const text = textOf(value);
    if (text !== '') query[name] = text;
  };
  for (const [name, value] of Object.entries(filter)) put(name, value as Value);
  if (sort?.field && sort.field !== UNSORTED) {
    if (!list.sorts.includes(sort.field)) {
      throw new Error(`This list cannot be sorted by “${sort.field}”.`);
    }
    query.sortBy = sort.field;
    query.sortDir = sort.order === 'ASC' ? 'asc' : 'desc';
  }
  return query;
};

const isFilter = ({ filters, hasCustomFields = false }: Asked, name: string): boolean =>
  filters.includes(name) || (hasCustomFields && name.startsWith('customField_'));

const textOf = (value: Exclude<Value, { [key: string]: Value }>): string => {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(',') : String(value).trim();
};
