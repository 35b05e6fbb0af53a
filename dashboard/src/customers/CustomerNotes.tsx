// What was talked about with a customer, and what to come back to.
import { Box, Button, Skeleton, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';

import { reasonOf } from '../api/refusal';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import type { Customer } from './customer';
import { NoteForm } from './NoteForm';
import { NoteItem } from './NoteItem';
import { notesKey, readNotes } from './notes';

export const CustomerNotes = ({ customer }: { customer: Customer }) => {
  const mayWrite = useCan('customers:write');
  const { data, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery({
      queryKey: notesKey(customer.id),
      queryFn: ({ pageParam }) => readNotes(customer.id, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    });
  const notes = data?.pages.flatMap((page) => page.notes);
  return (
    <Section title="Notes">
      {mayWrite && <NoteForm customerId={customer.id} />}
      {isPending && <Skeleton />}
      {error && (
        <Typography variant="body2" color="error">
          {reasonOf(error)}
        </Typography>
      )}
      {notes?.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          No notes yet.{mayWrite && ' Write down what was agreed, and when to come back to it.'}
        </Typography>
      )}
      <Box component="ul" aria-label="Notes" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {notes?.map((note) => (
          <NoteItem key={note.noteId} note={note} />
        ))}
      </Box>
      {hasNextPage && (
        <Button size="small" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          Show older notes
        </Button>
      )}
    </Section>
  );
};
