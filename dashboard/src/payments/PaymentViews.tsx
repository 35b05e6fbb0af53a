// The views of the payments that are worked with every day: what is open, late, failed or paid.
import { Chip, Stack } from '@mui/material';
import { type SortPayload, useListContext } from 'react-admin';

import { OPEN_STATUSES } from './payment';

interface View {
  name: string;
  /** Filters that make the view; others that are set stay. */
  filter: { status?: string[]; overdue?: boolean };
  sort: SortPayload;
}

const OLDEST_DUE: SortPayload = { field: 'dueDate', order: 'ASC' };
const NEWEST_DUE: SortPayload = { field: 'dueDate', order: 'DESC' };

/** What is open, the oldest first: the list as it opens. */
export const OPEN_VIEW: View = {
  name: 'Open',
  filter: { status: OPEN_STATUSES },
  sort: OLDEST_DUE,
};

const VIEWS: View[] = [
  OPEN_VIEW,
  { name: 'Overdue', filter: { overdue: true }, sort: OLDEST_DUE },
  { name: 'Failed', filter: { status: ['failed'] }, sort: OLDEST_DUE },
  { name: 'Paid', filter: { status: ['paid'] }, sort: NEWEST_DUE },
  { name: 'All', filter: {}, sort: NEWEST_DUE },
];

export const PaymentViews = () => {
  const show = useShowView();
  const { filterValues } = useListContext();
  return (
    <Stack
      direction="row"
      role="group"
      aria-label="Views"
      sx={{ flexWrap: 'wrap', gap: 1, px: 2, py: 1.5 }}
    >
      {VIEWS.map((view) => {
        const isShown = isView(view, filterValues);
        return (
          <Chip
            key={view.name}
            label={view.name}
            color={isShown ? 'primary' : 'default'}
            variant={isShown ? 'filled' : 'outlined'}
            aria-pressed={isShown}
            onClick={() => show(view)}
          />
        );
      })}
    </Stack>
  );
};

/** Shows a view, under the other filters that are set. */
const useShowView = () => {
  const { filterValues, displayedFilters, setFilters, setSort } = useListContext();
  return ({ filter, sort }: View) => {
    const { status: _, overdue: __, ...others } = filterValues;
    const displayed: Record<string, boolean> = { ...displayedFilters };
    delete displayed.status;
    delete displayed.overdue;
    setFilters({ ...others, ...filter }, displayed);
    setSort(sort);
  };
};

/** Shows what is overdue. */
export const useShowOverdue = () => {
  const show = useShowView();
  const view = VIEWS.find(({ name }) => name === 'Overdue') ?? OPEN_VIEW;
  return () => show(view);
};

const isView = ({ filter }: View, values: Record<string, unknown>): boolean =>
  String(filter.status ?? '') === String(values.status ?? '') &&
  (filter.overdue ?? false) === (values.overdue ?? false);
