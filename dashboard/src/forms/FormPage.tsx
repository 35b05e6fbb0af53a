// A page that is one form: what is written survives a reload, Ctrl+Enter saves, refusals stand where
// they belong, and a save that somebody else was quicker than offers a choice.
import { Box, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type BaseSyntheticEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { Form, useNotify, useResourceContext } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';

import { Refusal } from '../api/refusal';
import { useSaveKey } from '../keyboard/useSaveKey';
import { PageHeading } from '../layout/PageHeading';
import { KeptDraft } from './KeptDraft';
import { MarkedFields } from './MarkedFields';
import { RefusalAlert } from './RefusalAlert';
import { RefusedFields } from './RefusedFields';
import { StickyFooter } from './StickyFooter';
import { useDraft } from './useDraft';
import { intentOf, type Sending, useSubmit } from './useSubmit';

/** What a save leads to. */
export interface Saved {
  /** A sentence for the person. */
  message: string;
  /** Where to go. */
  to: string;
  /** What the page there is told: it finds it as its location's `state`. */
  state?: unknown;
}

interface Props<Values> {
  title: string;
  /** Under which name what is written is kept, such as `orders.new` or `orders.ord_1`. */
  name: string;
  defaultValues: Partial<Values>;
  save: (values: Values, sending: Sending) => Promise<Saved>;
  /** The footer: buttons and what belongs beside them. */
  footer: (state: { isSending: boolean }) => ReactNode;
  /**
   * Shown when a save was refused as stale (412): `close` goes back to the form, `again` sends it
   * once more, `forget` drops what was kept of it. See StaleEdit.
   */
  stale?: (close: () => void, again: () => void, forget: () => void) => ReactNode;
  children: ReactNode;
}

export const FormPage = <Values extends object>(props: Props<Values>) => {
  const { title, defaultValues, save, footer, stale, children } = props;
  const draft = useDraft(props.name);
  // What is read again meanwhile must not change what is written.
  const [first] = useState(defaultValues);
  const notify = useNotify();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const done = useCallback(
    ({ message, to, state }: Saved) => {
      draft.end();
      // What was read before may show what was just changed: the next page reads it anew.
      void cache.invalidateQueries({ refetchType: 'none' });
      notify(message, { type: 'success' });
      navigate(to, { state });
    },
    [draft, cache, notify, navigate],
  );
  const { submit, refusal, clear, isSending } = useSubmit(save, done, draft.key);
  const onKeyDown = useSaveKey();
  const page = useRef<HTMLDivElement>(null);
  const again = () => page.current?.querySelector('form')?.requestSubmit();
  const look = useLook();
  const isStale = refusal instanceof Refusal && refusal.isStale;
  return (
    <Box ref={page} onKeyDown={onKeyDown} sx={{ maxWidth: 1080 }}>
      <PageHeading title={title} />
      <Form
        defaultValues={first as Record<string, unknown>}
        onSubmit={(values: object, event?: BaseSyntheticEvent) => {
          // The second click of a double one, while the next page is fetched.
          if (draft.isOver()) return undefined;
          // What is sent is kept with its key first, for a reload before the answer.
          draft.keep(values);
          return submit(values as Values, intentOf(event));
        }}
        noValidate
        disableInvalidFormNotification
        resource="forms"
        record={NO_RECORD}
      >
        <KeptDraft draft={draft} />
        <RefusedFields error={refusal} />
        <Stack spacing={2}>
          {children}
          <StickyFooter>
            {refusal === undefined && <MarkedFields />}
            <RefusalAlert error={isStale ? undefined : refusal} look={look} sx={{ mb: 1.5 }} />
            {footer({ isSending })}
          </StickyFooter>
        </Stack>
        {isStale && stale?.(clear, again, draft.drop)}
      </Form>
    </Box>
  );
};

/** Where what an earlier attempt did can be looked at: the entity that is edited, or the list. */
const useLook = (): string => {
  const resource = useResourceContext() ?? '';
  const { id } = useParams();
  return id === undefined ? `/${resource}` : `/${resource}/${id}/show`;
};

/** The form begins with its own values; a record around it, read again meanwhile, must not reset it. */
const NO_RECORD = {};
