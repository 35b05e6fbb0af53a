// Files of comma-separated values that the browser writes: templates, and rows that were refused.

/** Rows as a file's text, each cell quoted where it must be. */
export const csvOf = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

const cellOf = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  // A spreadsheet would run what starts like a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
