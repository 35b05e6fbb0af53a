// From page to page: which rows show, and whether more follow. Nobody counts them all.
import { Pagination, useListContext } from 'react-admin';

interface Props {
  /** Rows on a page to choose from. */
  sizes?: number[];
}

export const Pages = ({ sizes = [25, 50, 100] }: Props) => {
  const { data, hasNextPage } = useListContext();
  const rows = data?.length ?? 0;
  // Where nothing stands, the list says so itself.
  if (rows === 0) return null;
  const shown = ({ from }: { from: number }) => {
    const to = from + rows - 1;
    return hasNextPage ? `${from}–${to}, more follow` : `${from}–${to} of ${to}`;
  };
  return (
    <Pagination
      rowsPerPageOptions={sizes}
      // Taken by MUI's pagination, and missing in react-admin's types.
      {...{ labelDisplayedRows: shown }}
      slotProps={{ actions: { nextButton: { disabled: !hasNextPage } } }}
    />
  );
};
