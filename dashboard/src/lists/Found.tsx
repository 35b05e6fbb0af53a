// The rows of a list, or words for why there are none.
import { Box, Button, Typography } from '@mui/material';
import type { ReactElement, ReactNode } from 'react';
import { useGetList, useListContext } from 'react-admin';

import { differences } from '../forms/differences';
import { Unread } from '../layout/Unread';
import { areCrossed } from './bounds';

interface Props {
  /** Filters that the list opens with; they are nobody's choice. */
  defaultFilters?: object | undefined;
  /** Words for a list that holds nothing at all, and what to do first. */
  empty: ReactElement;
  children: ReactNode;
}

export const Found = ({ defaultFilters, empty, children }: Props) => {
  const { data, error, isPending, filterValues, setFilters, page, setPage, refetch } =
    useListContext();
  const isFiltered = Object.keys(filterValues).length > 0;
  const isAsOpened = isFiltered && differences(defaultFilters ?? {}, filterValues).length === 0;
  const isNothingThere = useIsNothingThere(isAsOpened && data?.length === 0);
  const clear = (
    <Button variant="outlined" onClick={() => setFilters({}, [])}>
      {isAsOpened ? 'Show all' : 'Clear filters'}
    </Button>
  );
  if (error && data === undefined) {
    return (
      <Box sx={{ p: 2 }}>
        <Unread error={error} again={refetch} sx={{ mb: isFiltered ? 2 : 0 }} />
        {/* A filter may be what is refused. */}
        {isFiltered && clear}
      </Box>
    );
  }
  if (isPending || data === undefined || data.length > 0) return children;
  const isLate = page > 1;
  if (isNothingThere === undefined) return null;
  if (isNothingThere && !isLate) return empty;
  return (
    <Box role="status" sx={{ textAlign: 'center', px: 2, py: 6 }}>
      <Typography sx={{ mb: isLate || isFiltered ? 1.5 : 0 }}>
        {isLate ? 'The list ends before this page.' : noneWords(filterValues)}
      </Typography>
      {isLate ? (
        <Button variant="outlined" onClick={() => setPage(1)}>
          To the first page
        </Button>
      ) : (
        isFiltered && clear
      )}
    </Box>
  );
};

const noneWords = (filters: Record<string, unknown>): string => {
  if (areCrossed(filters)) return 'Nothing can fit: a filter begins after its end.';
  return Object.keys(filters).length > 0
    ? 'Nothing fits these filters.'
    : 'There is nothing here yet.';
};

/** Whether the list holds nothing without filters too; undefined while that is not known. */
const useIsNothingThere = (isAsked: boolean): boolean | undefined => {
  const { resource, sort } = useListContext();
  const { data, error } = useGetList(
    resource,
    { filter: {}, sort, pagination: { page: 1, perPage: 1 } },
    { enabled: isAsked },
  );
  if (!isAsked || error) return false;
  return data && data.length === 0;
};
