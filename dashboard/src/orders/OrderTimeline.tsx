// What happened to the order, a page at a time.
import { Button, Skeleton } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';

import { api, given } from '../api/client';
import { Section } from '../layout/Section';
import { Unread } from '../layout/Unread';
import { Timeline } from '../timeline/Timeline';

/** Entries that are read at once. */
const PAGE = 8;

export const OrderTimeline = ({ orderId }: { orderId: string }) => {
  const entries = useInfiniteQuery({
    queryKey: ['order-timeline', orderId],
    queryFn: ({ pageParam }) =>
      given(
        api.GET('/v1/orders/{orderId}/timeline', {
          params: {
            path: { orderId },
            query: { limit: PAGE, ...(pageParam !== null && { startAfter: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { data, error, isFetching, hasNextPage, isFetchingNextPage } = entries;
  return (
    <Section title="Timeline">
      {data !== undefined && <Timeline entries={data.pages.flatMap((page) => page.timeline)} />}
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
