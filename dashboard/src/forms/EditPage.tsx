// Reads what is to be edited, anew and once: the form begins with it, and its version goes along with
// the save, so that a change of somebody else meanwhile is noticed.
import { Skeleton, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RaRecord, useDataProvider } from 'react-admin';
import { useParams } from 'react-router-dom';

import type { ResourceName } from '../data/resources';
import { Unread } from '../layout/Unread';

interface Props<T> {
  resource: ResourceName;
  /** The form for what was read. */
  children: (opened: T) => ReactNode;
}

export const EditPage = <T extends RaRecord>({ resource, children }: Props<T>) => {
  const { id = '' } = useParams();
  const provider = useDataProvider();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: [resource, 'edited', id],
    queryFn: async () => (await provider.getOne<T>(resource, { id })).data,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (data === undefined && error !== null) {
    return (
      <Unread error={error} again={refetch} isTrying={isFetching} sx={{ my: 3, maxWidth: 640 }} />
    );
  }
  if (data === undefined) {
    return (
      <Stack spacing={2} sx={{ my: 2, maxWidth: 1080 }} aria-busy="true" aria-label="Loading">
        <Skeleton variant="text" width={280} height={40} />
        <Skeleton variant="rounded" height={320} />
      </Stack>
    );
  }
  return children(data);
};
