// Told beside the buttons that the form was not sent: the field at fault may be out of sight. The first one
// on the page is brought into view, whichever the form came to know first.
import { Alert } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useFormState } from 'react-hook-form';

export const MarkedFields = () => {
  const { submitCount, errors } = useFormState();
  const at = useRef<HTMLDivElement>(null);
  const isMarked = submitCount > 0 && Object.keys(errors).length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each attempt
  useEffect(() => {
    if (!isMarked) return undefined;
    // After the form's own choice, which it makes once more behind its answer.
    const timer = setTimeout(() => {
      at.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
    return () => clearTimeout(timer);
  }, [submitCount]);
  if (!isMarked) return null;
  return (
    <Alert ref={at} severity="error" role="alert" sx={{ mb: 1.5 }}>
      Nothing was sent yet: see what is marked.
    </Alert>
  );
};
