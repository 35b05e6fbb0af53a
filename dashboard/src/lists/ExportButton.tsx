// The list that shows, as CSV: the same filters, all rows, from the same operation of the API.
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { useState } from 'react';
import { Button, useListContext, useNotify } from 'react-admin';

import { currentTenant } from '../api/client';
import { Refusal, reasonOf } from '../api/refusal';
import { queryOf } from '../data/query';
import { resourceOf } from '../data/resources';
import { saveAs } from './saveAs';

export const ExportButton = () => {
  const { resource, filterValues, sort } = useListContext();
  const [isLoading, setLoading] = useState(false);
  const notify = useNotify();
  const fetchAll = async () => {
    setLoading(true);
    try {
      const list = resourceOf(resource);
      const query = new URLSearchParams(queryOf(list, filterValues, sort));
      const answer = await fetch(`${list.path}?${query}`, {
        headers: { Accept: 'text/csv', 'Tenant-ID': currentTenant() ?? '' },
      });
      if (!answer.ok) throw Refusal.of(answer, await answer.json().catch(() => undefined));
      saveAs(await answer.blob(), `${resource}.csv`);
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button label="Export CSV" onClick={() => void fetchAll()} disabled={isLoading}>
      <DownloadIcon />
    </Button>
  );
};
