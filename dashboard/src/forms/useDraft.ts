// What is being written under a name, with the key under which it is sent: both survive a reload.
// `<KeptDraft draft={…}>` within the form keeps what is typed, and puts back what was kept.
import { useMemo, useRef, useState } from 'react';

import { newIdempotencyKey } from '../api/client';
import { useSession } from '../session/useSession';
import { type Draft, dropDraft, keepDraft, readDraft, rekeyDraft } from './drafts';
import type { KeptKey } from './useSubmit';

export interface WrittenDraft {
  /** What was kept before this form opened. */
  found: Draft | undefined;
  /** For `useSubmit`; a new key counts after a reload too. */
  key: KeptKey;
  keep: (values: object) => void;
  /** Forgets what was kept; what is typed from here on is kept. */
  drop: () => void;
  /** Saved or given up: forgets it, and keeps nothing any more. */
  end: () => void;
  /** Whether it was ended. */
  isOver: () => boolean;
}

/** A name as it is kept: what is written in one tenant is not for another. */
export const useDraftName = (name: string): string => `${useSession().tenant.tenantId}.${name}`;

/** `name`: such as `orders.new` or `orders.ord_1`. */
export const useDraft = (name: string): WrittenDraft => {
  const keptAs = useDraftName(name);
  const [found] = useState(() => readDraft(keptAs));
  const key = useRef(found?.idempotencyKey ?? newIdempotencyKey());
  const isOver = useRef(false);
  return useMemo(() => {
    const drop = () => dropDraft(keptAs);
    return {
      found,
      key: {
        get current() {
          return key.current;
        },
        set current(next) {
          key.current = next;
          rekeyDraft(keptAs, next);
        },
      },
      keep: (values) => {
        if (isOver.current) return;
        keepDraft(keptAs, { values: values as Draft['values'], idempotencyKey: key.current });
      },
      drop,
      end: () => {
        isOver.current = true;
        drop();
      },
      isOver: () => isOver.current,
    };
  }, [found, keptAs]);
};
