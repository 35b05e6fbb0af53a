// A page about one entity: read by its id from the address; while it loads and when there is none.
import { Alert, Skeleton, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, ShowBase, useShowContext } from 'react-admin';

import { Refusal } from '../api/refusal';
import { Unread } from './Unread';

interface Props<T> {
  /** The page for what was read. */
  children: (record: T) => ReactNode;
}

export const DetailPage = <T extends RaRecord>({ children }: Props<T>) => (
  <ShowBase queryOptions={READ}>
    <Loaded<T>>{children}</Loaded>
  </ShowBase>
);

/**
 * Lists put their rows into the cache as react-admin's records of one entity. Those have no version,
 * and a page that began with one would send its writes without `If-Match`: `meta` is part of the
 * cache's key, so that what this page reads by itself is kept apart from them.
 */
const KEPT_APART_FROM_ROWS = { isVersioned: true };

const READ = {
  retry: false,
  meta: KEPT_APART_FROM_ROWS,
  // The page says so itself, and react-admin need not.
  onError: () => undefined,
};

const Loaded = <T extends RaRecord>({ children }: Props<T>) => {
  const { record, error, refetch, isFetching } = useShowContext<T>();
  // What was read is shown still when it cannot be read anew: somebody may be writing there.
  if (record !== undefined) return children(record);
  if (error instanceof Refusal && error.status === 404) {
    return (
      <Alert severity="info" sx={{ my: 3, maxWidth: 640 }}>
        There is nothing here under this id. Check the address, or search the list.
      </Alert>
    );
  }
  if (error) {
    return (
      <Unread error={error} again={refetch} isTrying={isFetching} sx={{ my: 3, maxWidth: 640 }} />
    );
  }
  return (
    <Stack spacing={2} sx={{ my: 2 }} aria-busy="true" aria-label="Loading">
      <Skeleton variant="text" width={280} height={40} />
      <Skeleton variant="rounded" height={160} />
      <Skeleton variant="rounded" height={240} />
    </Stack>
  );
};
