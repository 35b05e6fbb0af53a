// What the server found wrong stands at its fields until the form is sent again: a fault whose field
// is not among the inputs would otherwise never go, and nothing could be sent any more.
import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';

import { Refusal } from '../api/refusal';

export const RefusedFields = ({ error }: { error: Error | undefined }) => {
  const form = useFormContext();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = place.current?.closest('form');
    const forget = () => form.clearErrors();
    element?.addEventListener('submit', forget, { capture: true });
    return () => element?.removeEventListener('submit', forget, { capture: true });
  }, [form]);
  useEffect(() => {
    if (!(error instanceof Refusal)) return;
    const element = place.current?.closest('form');
    const inputs = error.faults.map(({ path }) =>
      element?.querySelector<HTMLElement>(`[name="${nameOf(path)}"]:not([type="hidden"])`),
    );
    inputs.find((input) => input)?.focus();
  }, [error]);
  return <span ref={place} hidden />;
};

/** `items[0].sku` as inputs are named, for a selector: `items.0.sku`. */
export const nameOf = (path: string): string => CSS.escape(path.replaceAll(/\[(\d+)\]/g, '.$1'));
