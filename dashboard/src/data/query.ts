// Filters of a list as the API's query. Filters bear the names of the API's parameters, so this is
// the one place that writes them.

/** What a filter may hold. */
type Value = string | number | boolean | null | undefined | Value[] | { [key: string]: Value };

/** `{status: ['pending'], customFields: {po: 'A1'}}` → `{status: 'pending', 'customFields.po': 'A1'}`. */
export const queryOf = (filter: Record<string, unknown>): Record<string, string> => {
  const query: Record<string, string> = {};
  const put = (name: string, value: Value): void => {
    if (value === undefined || value === null || value === '') return;
    if (Array.isArray(value)) {
      if (value.length > 0) query[name] = value.join(',');
    } else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) put(`${name}.${key}`, inner);
    } else {
      query[name] = typeof value === 'string' ? value.trim() : String(value);
    }
  };
  for (const [name, value] of Object.entries(filter)) put(name, value as Value);
  return query;
};
