// The rows of a list that are selected, for components.
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RaRecord, useListContext } from 'react-admin';

import type { BulkRow } from './BulkDialog';
import { selectedRows } from './selected';

/** Those on other pages too, as long as what was read of them is still there. */
export const useSelected = <T extends RaRecord>(labelOf: (row: T) => ReactNode): BulkRow[] => {
  const { data = [], selectedIds = [], resource } = useListContext<T>();
  const client = useQueryClient();
  return selectedRows(selectedIds, {
    shown: data,
    // Where react-admin keeps each row of the lists that it has read.
    read: (id) => client.getQueryData<T>([resource, 'getOne', { id, meta: undefined }]),
    labelOf,
  });
};
