// A section of a detail page that is shown, and written in its place: notes, say. Ctrl+Enter saves;
// when somebody else changed the same meanwhile, the person chooses what stands.
import { Box, Button, Stack } from '@mui/material';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Form, useNotify, useRefresh } from 'react-admin';

import { newIdempotencyKey } from '../api/client';
import { useSaveKey } from '../keyboard/useSaveKey';
import { Section } from '../layout/Section';
import { RefusalAlert } from './RefusalAlert';
import { StaleDialog } from './StaleDialog';
import { ChangedMeanwhile, sendUnlessChanged, type Versioned } from './sendUnlessChanged';
import { type Sending, useSubmit } from './useSubmit';

interface Props<Values> {
  title: string;
  canEdit: boolean;
  /** The button that begins it; `Edit` unless told. */
  label?: string;
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
  /** How it looks while nobody writes. */
  view: ReactNode;
  /** Inputs, named as in the API's body. */
  children: ReactNode;
}

export const EditInPlace = <Values extends object>(props: Props<Values>) => {
  const { title, canEdit, label = 'Edit', view } = props;
  const [opened, setOpened] = useState<Versioned>();
  const close = useCallback(() => setOpened(undefined), []);
  const open = () => setOpened(props.record);
  return (
    <Section
      title={title}
      action={
        canEdit &&
        opened === undefined && (
          <Button size="small" onClick={open} aria-label={`${label}: ${title}`}>
            {label}
          </Button>
        )
      }
    >
      {opened === undefined ? view : <Writing<Values> {...props} opened={opened} onClose={close} />}
    </Section>
  );
};

interface WritingProps<Values> extends Props<Values> {
  /** The record when the writing began. */
  opened: Versioned;
  onClose: () => void;
}

const Writing = <Values extends object>(props: WritingProps<Values>) => {
  const { opened, fields, read, save, defaultValues, onClose, children } = props;
  const [first] = useState(defaultValues);
  const written = useRef<Values>(first);
  const over = useRef<{ version: string | undefined }>(undefined);
  const notify = useNotify();
  const refresh = useRefresh();
  const send = useCallback(
    (values: Values, { idempotencyKey }: Sending) => {
      written.current = values;
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
    [save, opened, fields, read],
  );
  const done = useCallback(
    ({ message }: { message?: string }) => {
      notify(message ?? 'Saved', { type: 'success' });
      refresh();
      onClose();
    },
    [notify, refresh, onClose],
  );
  const { submit, refusal, clear, isSending } = useSubmit(send, done);
  const onKeyDown = useSaveKey();
  const stale = refusal instanceof ChangedMeanwhile ? refusal : undefined;
  return (
    <Box onKeyDown={onKeyDown}>
      <Form
        defaultValues={first as Record<string, unknown>}
        onSubmit={(values: object) => submit(values as Values)}
        noValidate
        disableInvalidFormNotification
        resource="actions"
        record={NO_RECORD}
      >
        {children}
        <RefusalAlert error={stale ? undefined : refusal} sx={{ my: 1 }} />
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button size="small" onClick={onClose} disabled={isSending}>
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
            onClose();
          }}
          onClose={clear}
        />
      )}
    </Box>
  );
};

/** The form begins with its own values and not with those of the page's record. */
const NO_RECORD = {};
