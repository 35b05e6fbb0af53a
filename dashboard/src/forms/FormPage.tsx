// A page that is one form: what is written survives a reload, Ctrl+Enter saves, refusals stand where
// they belong, and a save that somebody else was quicker than offers a choice.
import { Box, Card, Stack } from '@mui/material';
import { type BaseSyntheticEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { Form, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';

import { newIdempotencyKey } from '../api/client';
import { Refusal } from '../api/refusal';
import { useSaveKey } from '../keyboard/useSaveKey';
import { PageHeading } from '../layout/PageHeading';
import { useSession } from '../session/useSession';
import { type Draft, dropDraft, keepDraft, readDraft } from './drafts';
import { KeptDraft } from './KeptDraft';
import { MarkedFields } from './MarkedFields';
import { RefusalAlert } from './RefusalAlert';
import { RefusedFields } from './RefusedFields';
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
  const { tenant } = useSession();
  const name = `${tenant.tenantId}.${props.name}`;
  const [draft] = useState(() => readDraft(name));
  const [key] = useState(() => draft?.idempotencyKey ?? newIdempotencyKey());
  const notify = useNotify();
  const navigate = useNavigate();
  const isSaved = useRef(false);
  const done = useCallback(
    ({ message, to, state }: Saved) => {
      isSaved.current = true;
      dropDraft(name);
      notify(message, { type: 'success' });
      navigate(to, { state });
    },
    [name, notify, navigate],
  );
  const { submit, refusal, clear, isSending } = useSubmit(save, done, key);
  const onKeyDown = useSaveKey();
  const page = useRef<HTMLDivElement>(null);
  const again = () => page.current?.querySelector('form')?.requestSubmit();
  const isStale = refusal instanceof Refusal && refusal.isStale;
  return (
    <Box ref={page} onKeyDown={onKeyDown} sx={{ maxWidth: 1080 }}>
      <PageHeading title={title} />
      <Form
        defaultValues={defaultValues as Record<string, unknown>}
        onSubmit={(values: object, event?: BaseSyntheticEvent) => {
          // The second click of a double one, while the next page is fetched.
          if (isSaved.current) return undefined;
          // What is sent is kept with its key first, for a reload before the answer.
          keepDraft(name, { values: values as Draft['values'], idempotencyKey: key });
          return submit(values as Values, intentOf(event));
        }}
        noValidate
        disableInvalidFormNotification
        resource="forms"
        record={NO_RECORD}
      >
        <KeptDraft name={name} idempotencyKey={key} draft={draft} isSaved={isSaved} />
        <RefusedFields error={refusal} />
        <Stack spacing={2}>
          {children}
          <Card
            sx={{ position: 'sticky', bottom: 0, p: 1.5, zIndex: 3, borderTopWidth: 2 }}
            component="footer"
          >
            {refusal === undefined && <MarkedFields />}
            <RefusalAlert error={isStale ? undefined : refusal} sx={{ mb: 1.5 }} />
            {footer({ isSending })}
          </Card>
        </Stack>
        {isStale && stale?.(clear, again, () => dropDraft(name))}
      </Form>
    </Box>
  );
};

/** The form begins with its own values; a record around it, read again meanwhile, must not reset it. */
const NO_RECORD = {};
