// A page about one entity: read by its id from the address; while it loads and when there is none.
import { Alert, Skeleton, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, ShowBase, useShowContext } from 'react-admin';

import { Refusal, reasonOf } from '../api/refusal';

interface Props<T> {
  /** The page for what was read. */
  children: (record: T) => ReactNode;
}

export const DetailPage = <T extends RaRecord>({ children }: Props<T>) => (
  <ShowBase queryOptions={{ retry: false, meta: { onError: undefined } }} error={<Unread />}>
    <Loaded<T>>{children}</Loaded>
  </ShowBase>
);

const Loaded = <T extends RaRecord>({ children }: Props<T>) => {
  const { record, isPending, error } = useShowContext<T>();
  if (error) return <Unread />;
  if (isPending || record === undefined) {
    return (
      <Stack spacing={2} sx={{ my: 2 }} aria-busy="true" aria-label="Loading">
        <Skeleton variant="text" width={280} height={40} />
        <Skeleton variant="rounded" height={160} />
        <Skeleton variant="rounded" height={240} />
      </Stack>
    );
  }
  return children(record);
};

const Unread = () => {
  const { error } = useShowContext();
  const isGone = error instanceof Refusal && error.status === 404;
  return (
    <Alert severity={isGone ? 'info' : 'error'} sx={{ my: 3, maxWidth: 640 }}>
      {isGone
        ? 'There is nothing here under this id. Check the address, or search the list.'
        : reasonOf(error)}
    </Alert>
  );
};
