// Selected rows by what people know them by, where not all of them show.
import type { ReactNode } from 'react';

import { shortId } from '../format/CopyId';
import type { BulkRow } from './BulkDialog';

interface Known<T> {
  /** Rows that the list shows. */
  shown: readonly T[];
  /** What else was read of the row with that id. */
  read: (id: string) => T | undefined;
  labelOf: (row: T) => ReactNode;
}

/** In the order in which they were selected; one of which nothing is known goes by its id. */
export const selectedRows = <T extends { id: unknown }>(
  ids: readonly unknown[],
  { shown, read, labelOf }: Known<T>,
): BulkRow[] =>
  ids.map(String).map((id) => {
    const row = shown.find((one) => String(one.id) === id) ?? read(id);
    return { id, label: row ? labelOf(row) : `${shortId(id)}, not on this page` };
  });
