// A section of a detail page that is shown, and written in its place: notes, say (WriteInPlace).
import { Button } from '@mui/material';
import { type ReactNode, useCallback, useState } from 'react';

import { Section } from '../layout/Section';
import { readDraft } from './drafts';
import { useDraftName } from './useDraft';
import { WriteInPlace, type Writing } from './WriteInPlace';

interface Props<Values> extends Omit<Writing<Values>, 'onClose'> {
  title: string;
  canEdit: boolean;
  /** The button that begins it; `Edit` unless told. */
  label?: string;
  /** How it looks while nobody writes. */
  view: ReactNode;
}

/** What is written about one entity is not for the next one that the page shows. */
export const EditInPlace = <Values extends object>(props: Props<Values>) => (
  <Place<Values> key={props.keptAs} {...props} />
);

const Place = <Values extends object>(props: Props<Values>) => {
  const { title, keptAs, canEdit, label = 'Edit', view } = props;
  const name = useDraftName(keptAs);
  // What was being written before a reload goes on.
  const [isOpen, setOpen] = useState(() => canEdit && readDraft(name) !== undefined);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Section
      title={title}
      action={
        canEdit &&
        !isOpen && (
          <Button size="small" onClick={() => setOpen(true)} aria-label={`${label}: ${title}`}>
            {label}
          </Button>
        )
      }
    >
      {isOpen ? <WriteInPlace<Values> {...props} onClose={close} /> : view}
    </Section>
  );
};
