// What happened to one thing, a page at a time, as a part of its page.
import { Button, Skeleton } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';

import { Section } from '../layout/Section';
import { Unread } from '../layout/Unread';
import { entriesOf } from './entriesOf';
import { READ_TIMELINE } from './readTimeline';
import { Timeline } from './Timeline';

/** Entries that are read at once. */
const PAGE = 8;

interface Props {
  /** The resource it is of. */
  of: keyof typeof READ_TIMELINE;
  id: string;
}

export const TimelineSection = ({ of, id }: Props) => {
  const entries = useInfiniteQuery({
    queryKey: ['timeline', of, id],
    queryFn: ({ pageParam }) =>
      READ_TIMELINE[of](id, {
        limit: PAGE,
        ...(pageParam !== null && { startAfter: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { data, error, isFetching, hasNextPage, isFetchingNextPage } = entries;
  return (
    <Section title="Timeline">
      {data !== undefined && (
        <Timeline entries={data.pages.flatMap((page) => entriesOf(page.timeline))} />
      )}
      {data === undefined && error === null && <Skeleton height={64} />}
      {error !== null && (
        <Unread
          error={error}
          again={data === undefined ? entries.refetch : entries.fetchNextPage}
          isTrying={isFetching}
          sx={{ mt: data === undefined ? 0 : 1 }}
        />
      )}
      {hasNextPage && error === null && (
        <Button
          size="small"
          loading={isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
          sx={{ mt: 1 }}
        >
          Show more
        </Button>
      )}
    </Section>
  );
};
