// What belongs to the entity of a page: the first rows of a list, and the way to the rest.
import { Link as MuiLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { ReferenceManyField, type SortPayload, useListContext } from 'react-admin';
import { Link } from 'react-router-dom';

import type { ResourceName } from '../data/resources';
import { Section } from '../layout/Section';
import { listLink } from './listLink';

interface Props {
  title: string;
  /** The list that the rows are of. */
  reference: ResourceName;
  /** Name of the filter that holds the id of the page's entity. */
  target: string;
  /** Further filters of what is shown here. */
  filter?: Record<string, unknown>;
  sort?: SortPayload;
  /** Rows at first. */
  perPage?: number;
  /** Words for when there is none. */
  empty: string;
  /** Id of the page's entity, for the way to the whole list. */
  id: string;
  /** Words of that way: `All payments`. */
  all: string;
  /** The table: a `DataTable` without selection. */
  children: ReactNode;
}

export const RelatedList = ({ title, reference, target, filter, id, all, ...props }: Props) => (
  <Section
    title={title}
    flush
    action={
      <MuiLink component={Link} to={listLink(reference, { [target]: id })} variant="body2">
        {all}
      </MuiLink>
    }
  >
    <ReferenceManyField
      reference={reference}
      target={target}
      filter={filter ?? NO_FILTER}
      sort={props.sort ?? NEWEST}
      perPage={props.perPage ?? 5}
    >
      <Rows empty={props.empty}>{props.children}</Rows>
    </ReferenceManyField>
  </Section>
);

/** The words stand whatever the list is filtered by: react-admin's own would offer to clear the filter. */
const Rows = ({ empty, children }: Pick<Props, 'empty' | 'children'>) => {
  const { data, error } = useListContext();
  if (error || data?.length !== 0) return children;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 2 }}>
      {empty}
    </Typography>
  );
};

const NO_FILTER = {};
const NEWEST: SortPayload = { field: 'createdAt', order: 'DESC' };
