// Lines of a quick view that are read when it opens: the first few, and the way to the rest.
import { Box, Link as MuiLink, Skeleton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { RaRecord } from 'react-admin';
import { Link } from 'react-router-dom';

import { Unread } from '../layout/Unread';

interface Props<T> {
  /** What was asked for: react-admin's `useGetList`. */
  read: {
    data?: T[] | undefined;
    error: unknown;
    isFetching: boolean;
    refetch: () => unknown;
    pageInfo?: { hasNextPage?: boolean } | undefined;
  };
  /** Words for when there is none. */
  none: string;
  /** The way to all of them: where it leads, and its words. */
  all: [to: string, words: string];
  /** A line. */
  children: (row: T) => ReactNode;
}

export const GlanceLines = <T extends RaRecord>({ read, none, all, children }: Props<T>) => {
  const { data, error, isFetching, refetch, pageInfo } = read;
  if (data === undefined) {
    return error ? (
      <Unread error={error} again={refetch} isTrying={isFetching} />
    ) : (
      <Skeleton variant="rounded" height={48} aria-label="Loading" />
    );
  }
  if (data.length === 0) return <Typography variant="body2">{none}</Typography>;
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
        {data.map((row) => (
          <li key={row.id}>{children(row)}</li>
        ))}
      </Box>
      {pageInfo?.hasNextPage === true && (
        <MuiLink
          component={Link}
          to={all[0]}
          variant="body2"
          sx={{ display: 'inline-block', mt: 0.75 }}
        >
          {all[1]}
        </MuiLink>
      )}
    </>
  );
};
