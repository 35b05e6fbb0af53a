// What is written in its place on a detail page. It survives a reload, Ctrl+Enter saves, and when
// somebody else changed the same meanwhile, the person chooses what stands.
import { Box, Button, Stack } from '@mui/material';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Form, useNotify, useRefresh } from 'react-admin';

import { newIdempotencyKey } from '../api/client';
import { useSaveKey } from '../keyboard/useSaveKey';
import { KeptDraft } from './KeptDraft';
import { RefusalAlert } from './RefusalAlert';
import { StaleDialog } from './StaleDialog';
import type { Editing } from './StaleEdit';
import { ChangedMeanwhile, sendUnlessChanged, type Versioned } from './sendUnlessChanged';
import { useDraft } from './useDraft';
import { type Sending, useSubmit } from './useSubmit';

export interface Writing<Values> {
  /** Under which name what is written is kept, such as `orders.ord_1.notes`. */
  keptAs: string;
  /** What the page shows. */
  record: Versioned;
  /** Names of the record's values that are written here. */
  fields: string[];
  /** Reads the record as it is now. */
  read: () => Promise<Versioned>;
  defaultValues: Values;
  save: (
    values: Values,
    sending: Sending & { version: string | undefined },
  ) => Promise<{ message?: string }>;
  onClose: () => void;
  /** Inputs, named as in the API's body. */
  children: ReactNode;
}

export const WriteInPlace = <Values extends object>(props: Writing<Values>) => {
  const { record, fields, read, save, defaultValues, onClose, children } = props;
  const draft = useDraft(props.keptAs);
  const [first] = useState<Written<Values>>(() => ({
    ...defaultValues,
    _opened: openedOf(record, fields),
  }));
  const written = useRef(first);
  const over = useRef<{ version: string | undefined }>(undefined);
  const notify = useNotify();
  const refresh = useRefresh();
  const send = useCallback(
    (all: Written<Values>, { idempotencyKey }: Sending) => {
      written.current = all;
      const { _opened: opened, ...rest } = all;
      const values = rest as unknown as Values;
      const chosen = over.current;
      over.current = undefined;
      if (chosen !== undefined) {
        return save(values, { idempotencyKey: newIdempotencyKey(), version: chosen.version });
      }
      return sendUnlessChanged(opened, fields, read, (version) =>
        save(values, {
          version,
          // Another version is another request, under a key of its own.
          idempotencyKey: version === opened._version ? idempotencyKey : newIdempotencyKey(),
        }),
      );
    },
    [save, fields, read],
  );
  const leave = useCallback(() => {
    draft.end();
    onClose();
  }, [draft, onClose]);
  const done = useCallback(
    ({ message }: { message?: string }) => {
      notify(message ?? 'Saved', { type: 'success' });
      refresh();
      leave();
    },
    [notify, refresh, leave],
  );
  const { submit, refusal, clear, isSending } = useSubmit(send, done, draft.key);
  const onKeyDown = useSaveKey();
  const stale = refusal instanceof ChangedMeanwhile ? refusal : undefined;
  return (
    <Box onKeyDown={onKeyDown}>
      <Form
        defaultValues={first as Record<string, unknown>}
        onSubmit={(values: object) => {
          // What is sent is kept with its key first, for a reload before the answer.
          draft.keep(values);
          return submit(values as Written<Values>);
        }}
        noValidate
        disableInvalidFormNotification
        resource="actions"
        record={NO_RECORD}
      >
        <KeptDraft draft={draft} />
        {children}
        <RefusalAlert error={stale ? undefined : refusal} sx={{ my: 1 }} />
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button size="small" onClick={leave} disabled={isSending}>
            Not now
          </Button>
          <Button size="small" type="submit" variant="contained" loading={isSending}>
            Save
          </Button>
        </Stack>
      </Form>
      {stale && (
        <StaleDialog
          differences={stale.found}
          onKeepMine={() => {
            over.current = { version: stale.version };
            void submit(written.current);
          }}
          onTakeTheirs={() => {
            refresh();
            leave();
          }}
          onClose={clear}
        />
      )}
    </Box>
  );
};

/** What the form holds: what is written, and what it is a change of. */
type Written<Values> = Values & Editing<Versioned>;

/** As far as it is written here: that is what somebody else may have changed too. */
const openedOf = (record: Versioned, fields: string[]): Versioned => {
  const values = record as Record<string, unknown>;
  const kept = ['_version', ...fields].filter((name) => values[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, values[name]]));
};

/** The form begins with its own values and not with those of the page's record. */
const NO_RECORD = {};
