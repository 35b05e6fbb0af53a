// Keeps what is written in a form, and puts it back when the form opens again.
import { Alert, Button } from '@mui/material';
import { type RefObject, useEffect, useState } from 'react';
import { type UseFormReturn, useFormContext } from 'react-hook-form';

import { type Draft, dropDraft, keepDraft } from './drafts';

/** Pause in the writing after which it is kept. */
const PAUSE_MS = 300;

interface Props {
  name: string;
  idempotencyKey: string;
  /** What was kept before. */
  draft: Draft | undefined;
  /** Once it is saved, nothing is kept any more. */
  isSaved: RefObject<boolean>;
}

export const KeptDraft = ({ name, idempotencyKey, draft, isSaved }: Props) => {
  const form = useFormContext();
  const [isRestored, setRestored] = useState(false);
  const { isReady } = form.formState;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form has its defaults
  useEffect(() => {
    if (!isReady || draft === undefined) return;
    form.reset(draft.values, { keepDefaultValues: true });
    setRestored(true);
  }, [isReady]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      if (!isSaved.current && isDirty(form)) {
        keepDraft(name, { values: form.getValues(), idempotencyKey });
      }
    };
    // The page goes in the middle of a pause.
    const hurry = () => {
      if (timer !== undefined) keep();
    };
    const watching = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE_MS);
      },
    });
    window.addEventListener('pagehide', hurry);
    return () => {
      watching();
      window.removeEventListener('pagehide', hurry);
      clearTimeout(timer);
      hurry();
    };
  }, [form, name, idempotencyKey, isSaved]);

  if (!isRestored) return null;
  return (
    <Alert
      severity="info"
      sx={{ mb: 2 }}
      onClose={() => setRestored(false)}
      action={
        <Button
          color="inherit"
          size="small"
          onClick={() => {
            dropDraft(name);
            form.reset();
            setRestored(false);
          }}
        >
          Start over
        </Button>
      }
    >
      What you had typed before is back.
    </Alert>
  );
};

/** Whether anything was typed; the form's own word for it is only as new as its last rendering. */
const isDirty = (form: UseFormReturn): boolean =>
  JSON.stringify(form.getValues()) !== JSON.stringify(form.formState.defaultValues);
