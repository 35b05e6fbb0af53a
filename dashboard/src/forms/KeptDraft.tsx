// Keeps what is written in a form, and puts it back when the form opens again.
import { Alert, Button } from '@mui/material';
import { useEffect, useState } from 'react';
import { type UseFormReturn, useFormContext } from 'react-hook-form';

import type { WrittenDraft } from './useDraft';

/** Pause in the writing after which it is kept. */
const PAUSE_MS = 300;

/** To stand within the form. */
export const KeptDraft = ({ draft }: { draft: WrittenDraft }) => {
  const form = useFormContext();
  const [isRestored, setRestored] = useState(false);
  const { isReady } = form.formState;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form has its defaults
  useEffect(() => {
    if (!isReady || draft.found === undefined) return;
    form.reset(draft.found.values, { keepDefaultValues: true });
    setRestored(true);
  }, [isReady]);
  useEffect(() => {
    // Until then the form holds nothing of anybody's.
    if (!isReady) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      if (isDirty(form)) draft.keep(form.getValues());
      // What was typed and taken back is not to return.
      else draft.drop();
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
  }, [form, draft, isReady]);

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
          sx={{ whiteSpace: 'nowrap' }}
          onClick={() => {
            draft.drop();
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
