// A page of settings as one form: only what was changed is sent, at the version that was read, and
// what is typed survives another page and a reload.
import { Box, Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Form, useNotify } from 'react-admin';
import { useFormState } from 'react-hook-form';

import { api, type Schema, whole } from '../api/client';
import { Refusal } from '../api/refusal';
import { type Difference, differences } from '../forms/differences';
import { KeptDraft } from '../forms/KeptDraft';
import { RefusalAlert } from '../forms/RefusalAlert';
import { StaleDialog } from '../forms/StaleDialog';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { useSaveKey } from '../keyboard/useSaveKey';
import { Section } from '../layout/Section';
import { useCan, useSession } from '../session/useSession';
import { over, patchOf, pick } from './patch';
import { RuleInput } from './RuleInput';
import type { RulePage } from './rules';
import { useRulesDraft } from './useRulesDraft';
import { SETTINGS, type Settings } from './useSettings';

type Read = { data: Settings; version: string | undefined };
type Values = Record<string, unknown>;

/** What was saved, or taken from others, is a form of its own again: with its own draft. */
export const RulesForm = ({ page, read }: { page: RulePage; read: Read }) => {
  const [{ opened, turn }, setForm] = useState({ opened: read, turn: 0 });
  const onTake = useCallback(
    (now: Read) => setForm((before) => ({ opened: now, turn: before.turn + 1 })),
    [],
  );
  return <OpenedRules key={turn} page={page} opened={opened} onTake={onTake} />;
};

interface Props {
  page: RulePage;
  /** The settings that the form begins with. */
  opened: Read;
  /** The settings are these now. */
  onTake: (now: Read) => void;
}

const OpenedRules = ({ page, opened, onTake }: Props) => {
  const mayWrite = useCan('settings:write');
  const notify = useNotify();
  const queries = useQueryClient();
  const { refresh } = useSession();
  const [theirs, setTheirs] = useState<{ now: Read; mine: Values }>();
  const paths = useMemo(
    () => page.groups.flatMap((group) => group.rules.map((rule) => rule.source)),
    [page],
  );
  const values = useMemo(() => pick(opened.data as Values, paths), [opened, paths]);
  const draft = useRulesDraft(page.path, values);

  const send = useCallback(
    async (mine: Values, { idempotencyKey }: Sending, base = opened): Promise<Read> => {
      const body = patchOf(pick(base.data as Values, paths), mine);
      if (body === undefined) return base;
      try {
        const { data, version } = await whole(
          api.PATCH('/v1/settings', {
            params: {
              header: {
                'Idempotency-Key': idempotencyKey,
                ...(base.version !== undefined && { 'If-Match': base.version }),
              },
            },
            body: body as Schema<'UpdateSettingsBody'>,
          }),
        );
        return { data: data.settings, version };
      } catch (error) {
        if (error instanceof Refusal && error.isStale) {
          setTheirs({ now: await whole(api.GET('/v1/settings')), mine });
        }
        throw error;
      }
    },
    [opened, paths],
  );
  const take = useCallback(
    (now: Read) => {
      // Before the form that comes looks for one.
      draft.end();
      onTake(now);
      queries.setQueryData(SETTINGS, now);
      // The session says some of it too: name, dates, terms, tax. Where that cannot be read now, the
      // next page that is loaded has it.
      refresh().catch(() => undefined);
    },
    [draft, onTake, queries, refresh],
  );
  const done = useCallback(
    (now: Read) => {
      take(now);
      notify('Settings saved', { type: 'success' });
    },
    [take, notify],
  );
  // A reload reads the settings anew, so the key of what was sent before it need not survive.
  const { submit, refusal, clear } = useSubmit(send, done);
  const onKeyDown = useSaveKey();
  const changed: Difference[] = theirs
    ? differences(values, pick(theirs.now.data as Values, paths))
    : [];
  return (
    <Box onKeyDown={onKeyDown} sx={{ maxWidth: 760 }}>
      <Form defaultValues={values} onSubmit={(mine: object) => submit(mine as Values)} noValidate>
        {mayWrite && <KeptDraft draft={draft} />}
        <Stack spacing={2}>
          {page.groups.map((group) => (
            <Section key={group.title} title={group.title}>
              {group.about && (
                <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
                  {group.about}
                </Typography>
              )}
              <Stack spacing={2} sx={{ pt: 1 }}>
                {group.rules.map((rule) => (
                  <RuleInput key={rule.source} rule={rule} disabled={!mayWrite} />
                ))}
              </Stack>
            </Section>
          ))}
          <RefusalAlert error={theirs ? undefined : refusal} />
          {mayWrite && <SaveBar />}
        </Stack>
      </Form>
      {theirs && (
        <StaleDialog
          differences={changed}
          onClose={() => {
            clear();
            setTheirs(undefined);
          }}
          onTakeTheirs={() => take(theirs.now)}
          onKeepMine={() => {
            // What both left alone stays as it is now: mine goes over the settings as they stand.
            const now = pick(theirs.now.data as Values, paths);
            const mine = over(now, values, theirs.mine);
            void send(mine, { idempotencyKey: crypto.randomUUID() }, theirs.now)
              .then(done)
              .catch((error: Error) => notify(error.message, { type: 'error' }));
          }}
        />
      )}
    </Box>
  );
};

const SaveBar = () => {
  const { isDirty, isSubmitting } = useFormState();
  return (
    <Box>
      <Button type="submit" variant="contained" disabled={!isDirty} loading={isSubmitting}>
        Save settings
      </Button>
    </Box>
  );
};
