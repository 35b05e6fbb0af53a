// What happened to the order, a page at a time.
import { Button, Skeleton } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';

import { api, given } from '../api/client';
import { Section } from '../layout/Section';
import { Timeline } from '../timeline/Timeline';

/** Entries that are read at once. */
const PAGE = 8;

export const OrderTimeline = ({ orderId }: { orderId: string }) => {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
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
  return (
    <Section title="Timeline">
      {data === undefined ? (
        <Skeleton height={64} />
      ) : (
        <Timeline entries={data.pages.flatMap((page) => page.timeline)} />
      )}
      {hasNextPage && (
        <Button
          size="small"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          sx={{ mt: 1 }}
        >
          Show more
        </Button>
      )}
    </Section>
  );
};
