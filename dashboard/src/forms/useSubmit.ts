// Sending what a form holds: once, whatever is clicked; again under the same key when nobody knows
// whether it arrived; faults to their fields.
import { type BaseSyntheticEvent, useCallback, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';

import { newIdempotencyKey } from '../api/client';
import { Refusal } from '../api/refusal';

/** What a send may use. */
export interface Sending {
  /** For the header `Idempotency-Key`. */
  idempotencyKey: string;
  /** Value of the button that was pressed; none where a key was. */
  intent?: string | undefined;
}

/** Which of several buttons submits: `<Button type="submit" value="pending">`. */
export const intentOf = (event: BaseSyntheticEvent | undefined): string | undefined => {
  const submitter = (event?.nativeEvent as Partial<SubmitEvent> | undefined)?.submitter;
  return submitter instanceof HTMLButtonElement ? submitter.value || undefined : undefined;
};

interface Submit<Values, Result> {
  /** Sends; answers messages at fields, as react-admin's forms take them. */
  submit: (values: Values, intent?: string) => Promise<object | undefined>;
  /** Why the last send was refused. */
  refusal: Error | undefined;
  /** Forgets the refusal. */
  clear: () => void;
  isSending: boolean;
  /** The last result. */
  result: Result | undefined;
}

/** Where the key stands; one that survives a reload is `useDraft`'s. */
export interface KeptKey {
  current: string;
}

/** `send` does it; `done` is told what came of it. Where the session has ended, it leads to signing in. */
export const useSubmit = <Values, Result>(
  send: (values: Values, sending: Sending) => Promise<Result>,
  done: (result: Result) => void,
  keptKey?: KeptKey,
): Submit<Values, Result> => {
  const ownKey = useRef(newIdempotencyKey());
  const key = keptKey ?? ownKey;
  const leaveIfEnded = useLogoutIfAccessDenied();
  const busy = useRef(false);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Error>();
  const [result, setResult] = useState<Result>();

  const submit = useCallback(
    async (values: Values, intent?: string) => {
      // The second click of a double one.
      if (busy.current) return undefined;
      busy.current = true;
      setSending(true);
      setRefusal(undefined);
      try {
        const came = await send(values, { idempotencyKey: key.current, intent });
        key.current = newIdempotencyKey();
        setResult(came);
        done(came);
        return undefined;
      } catch (error) {
        // What is sent after a look at how things are now is another request.
        if (error instanceof Refusal && (error.isStale || error.isKeyReused)) {
          key.current = newIdempotencyKey();
        }
        void leaveIfEnded(error);
        setRefusal(error instanceof Error ? error : new Error(String(error)));
        return error instanceof Refusal ? (error.body as { errors?: object }).errors : undefined;
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
    [send, done, key, leaveIfEnded],
  );
  const clear = useCallback(() => setRefusal(undefined), []);
  return { submit, refusal, clear, isSending, result };
};
