// Saving rows as a file, for buttons: under way or not, and what went wrong to the person.
import { useState } from 'react';
import { useNotify } from 'react-admin';

import { reasonOf } from '../api/refusal';
import { exportRows, type FileKind } from './exportRows';

export const useExport = () => {
  const [isLoading, setLoading] = useState(false);
  const notify = useNotify();
  /** The rows of the resource that the query asks for. */
  const save = async (
    resource: string,
    query: () => Record<string, string>,
    kind: FileKind = 'csv',
  ): Promise<void> => {
    setLoading(true);
    try {
      await exportRows(resource, query(), kind);
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setLoading(false);
    }
  };
  return { save, isLoading };
};
