// Views of a list: those that come with it, and those that somebody saved (filters, order and size
// under a name, kept by react-admin in this browser).
import BookmarkIcon from '@mui/icons-material/BookmarkBorderOutlined';
import { Button, Divider, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import {
  extractValidSavedQueries,
  type SavedQuery,
  useListContext,
  useSavedQueries,
} from 'react-admin';
import { useNavigate } from 'react-router-dom';

import { differences } from '../forms/differences';
import { NameViewDialog } from './NameViewDialog';
import { renamed, viewNamed, withView } from './savedViews';

/** A view that comes with the list. */
export interface View {
  label: string;
  filter: Record<string, unknown>;
}

/** What the address of a list holds; react-admin calls `displayedFilters` an array, and it is none. */
interface Shown {
  filter?: object;
  sort?: { field: string; order: string };
  perPage?: number;
  displayedFilters?: object;
}

export const SavedViews = ({ views = [] }: { views?: View[] }) => {
  const { resource, filterValues, displayedFilters, sort, perPage } = useListContext();
  const [stored, store] = useSavedQueries(resource);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState<'new' | SavedQuery>();
  const navigate = useNavigate();
  const saved = extractValidSavedQueries(stored);
  const current = saved.find((view) => differences(view.value.filter, filterValues).length === 0);
  const isFiltered = Object.keys(filterValues).length > 0;
  const close = () => setAnchor(null);
  const show = (value: Shown) => {
    close();
    navigate({ search: searchOf(value) });
  };
  const name = (as: 'new' | SavedQuery) => {
    close();
    setNaming(as);
  };
  return (
    <>
      <Button
        size="small"
        startIcon={<BookmarkIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Views
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem onClick={() => show({ filter: {}, sort, perPage, displayedFilters: {} })}>
          All
        </MenuItem>
        {views.map(({ label, filter }) => (
          <MenuItem
            key={label}
            onClick={() => show({ filter, sort, perPage, displayedFilters: shownFor(filter) })}
          >
            {label}
          </MenuItem>
        ))}
        {saved.length > 0 && <Divider />}
        {saved.map((view) => (
          <MenuItem key={view.label} onClick={() => show(view.value)}>
            {view.label}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem disabled={!isFiltered} onClick={() => name('new')}>
          <ListItemText
            primary="Save what is shown as a view…"
            secondary={isFiltered ? undefined : 'Filter or search first'}
          />
        </MenuItem>
        {current !== undefined && (
          <MenuItem onClick={() => name(current)}>Rename the view “{current.label}”…</MenuItem>
        )}
        {current !== undefined && (
          <MenuItem
            onClick={() => {
              close();
              store(saved.filter((view) => view !== current));
            }}
          >
            Forget the view “{current.label}”
          </MenuItem>
        )}
      </Menu>
      {naming !== undefined && (
        <NameViewDialog
          title={naming === 'new' ? 'Save what is shown as a view' : 'Rename the view'}
          name={naming === 'new' ? '' : naming.label}
          isTaken={(label) => {
            const holder = viewNamed(saved, label);
            return holder !== undefined && (naming === 'new' || holder.label !== naming.label);
          }}
          onName={(label) => {
            const value = { filter: filterValues, sort, perPage, displayedFilters };
            store(
              naming === 'new'
                ? withView(saved, { label, value })
                : renamed(saved, viewNamed(saved, naming.label) ?? naming, label),
            );
          }}
          onClose={() => setNaming(undefined)}
        />
      )}
    </>
  );
};

/** The address of a list that shows this view, as react-admin reads it. */
const searchOf = ({ filter, sort, perPage, displayedFilters }: Shown): string =>
  new URLSearchParams({
    filter: JSON.stringify(filter ?? {}),
    displayedFilters: JSON.stringify(displayedFilters ?? {}),
    page: '1',
    perPage: String(perPage ?? 25),
    ...(sort && { sort: sort.field, order: sort.order }),
  }).toString();

const shownFor = (filter: Record<string, unknown>): Record<string, boolean> =>
  Object.fromEntries(Object.keys(filter).map((name) => [name, true]));
