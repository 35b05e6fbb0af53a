// Ctrl+Enter and Cmd+Enter save what is being written, wherever the focus is in it.
import { type KeyboardEvent, useCallback } from 'react';

/** Handler for the element around a form. */
export const useSaveKey = () =>
  useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const form = (event.target as HTMLElement).closest('form');
    if (form === null) return;
    event.preventDefault();
    event.stopPropagation();
    // A key that is held down is one wish.
    if (event.repeat) return;
    form.requestSubmit();
  }, []);
