// Views of a list: those that come with it, and those that somebody saved (filters, order and size
// under a name, kept by react-admin in this browser).
import BookmarkIcon from '@mui/icons-material/BookmarkBorderOutlined';
import { Button, Divider, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import {
  AddSavedQueryDialog,
  extractValidSavedQueries,
  useListContext,
  useSavedQueries,
} from 'react-admin';
import { useNavigate } from 'react-router-dom';

import { differences } from '../forms/differences';

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
  const { resource, filterValues, sort, perPage } = useListContext();
  const [stored, store] = useSavedQueries(resource);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isNaming, setNaming] = useState(false);
  const navigate = useNavigate();
  const saved = extractValidSavedQueries(stored);
  const close = () => setAnchor(null);
  const current = saved.find((view) => differences(view.value.filter, filterValues).length === 0);
  const show = (value: Shown) => {
    close();
    navigate({ search: searchOf(value) });
  };
  const isFiltered = Object.keys(filterValues).length > 0;
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
        <MenuItem
          disabled={!isFiltered}
          onClick={() => {
            close();
            setNaming(true);
          }}
        >
          <ListItemText
            primary="Save what is shown as a view…"
            secondary={isFiltered ? undefined : 'Filter or search first'}
          />
        </MenuItem>
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
      <AddSavedQueryDialog open={isNaming} onClose={() => setNaming(false)} />
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
