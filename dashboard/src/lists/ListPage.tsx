// A list of the app: search and filters on top, a table, pages by cursor, and words for when there is
// nothing. A feature gives its filters, columns and actions.
import { useMediaQuery, useTheme } from '@mui/material';
import type { ReactElement, ReactNode } from 'react';
import { ColumnsButton, FilterButton, List, type ListProps, TopToolbar } from 'react-admin';

import { useRowKeys } from '../keyboard/useRowKeys';
import { PageHeading } from '../layout/PageHeading';
import { ExportButton } from './ExportButton';
import { Found } from './Found';
import { Pages } from './Pages';
import { type QuickView, QuickViews } from './QuickViews';
import { SavedViews, type View } from './SavedViews';
import { SortChoice } from './SortChoice';

/** Rows on a page at first. */
const PER_PAGE = 25;
/** Pause in typing after which the list is searched. */
const PAUSE_MS = 250;

interface Props extends Pick<ListProps, 'sort' | 'filter' | 'filterDefaultValues'> {
  title: string;
  /** Inputs named as the API's query; those with `alwaysOn` show at once. */
  filters: ReactElement[];
  /** Buttons beside the title, the most wanted one last. */
  actions?: ReactNode;
  /** Views that come with the list, beside those that people save. */
  views?: View[];
  /** Above the table, inside its card: views to choose from, what needs attention. */
  above?: ReactNode;
  /** There are orders that no head of the table offers: a menu has all of them on wide screens too. */
  hasMoreOrders?: boolean;
  /** What to do while there is nothing at all. */
  empty: ReactElement;
  /** How a row is looked at without leaving the list; the table has a `QuickViewCol` for it. */
  quickView?: QuickView;
  /** The table. */
  children: ReactNode;
  /** What stands in its place on a narrow screen, such as react-admin's `SimpleList`. */
  narrow: ReactNode;
}

export const ListPage = (props: Props) => {
  const { title, filters, actions, views, above, empty, children, narrow, ...rest } = props;
  const { hasMoreOrders = false, quickView, ...list } = rest;
  useRowKeys();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'));
  const table = quickView ? <QuickViews of={quickView}>{children}</QuickViews> : children;
  return (
    <>
      <PageHeading title={title}>{actions}</PageHeading>
      <List
        {...list}
        title={false}
        filters={filters}
        actions={
          <TopToolbar>
            <SavedViews {...(views && { views })} />
            <FilterButton disableSaveQuery />
            {(isNarrow || hasMoreOrders) && <SortChoice />}
            {!isNarrow && <ColumnsButton />}
            <ExportButton />
          </TopToolbar>
        }
        perPage={PER_PAGE}
        debounce={PAUSE_MS}
        pagination={<Pages />}
        empty={empty}
        exporter={false}
        // The table scrolls and not what holds it: the bar of bulk actions stands out above.
        sx={{
          '& .RaList-main, & .RaList-content, & .RaDataTable-root': { minWidth: 0 },
          '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
          // As high as the filters, which it lies over.
          '& .RaBulkActionsToolbar-toolbar:not(.RaBulkActionsToolbar-collapsed)': {
            height: 56,
            transform: 'translateY(-56px)',
          },
          // Folded away, its buttons would still lie over the table's head.
          '& .RaBulkActionsToolbar-collapsed': { visibility: 'hidden' },
          '& .RaList-actions, & .RaList-actions .MuiToolbar-root': { background: 'none' },
          // Filters as wide as the screen where it is narrow.
          '& .filter-field > :first-of-type': { flexGrow: { xs: 1, sm: 0 } },
          // On one line with each other, whichever kind of input they are.
          '& .filter-field .MuiFormControl-root': { my: 0 },
          '& .RaList-actions form': { rowGap: { xs: 0.5, sm: 1.25 }, pb: 1.25 },
          '& .RaList-actions .MuiToolbar-root': {
            alignItems: 'center',
            minHeight: { xs: 40, sm: 48 },
            pb: { xs: 0.5, sm: 1 },
          },
          '& .filter-field .RaFilterFormInput-spacer': { display: { xs: 'none', sm: 'block' } },
        }}
      >
        {above}
        <Found defaultFilters={list.filterDefaultValues} empty={empty}>
          {isNarrow ? narrow : table}
        </Found>
      </List>
    </>
  );
};
