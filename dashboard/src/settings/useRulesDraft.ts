// What is typed on a page of settings, kept with the settings that it is a change of: it comes back
// over those that stand then, so that it reverts nothing that others changed meanwhile.
import { useEffect, useMemo } from 'react';

import { useDraft, type WrittenDraft } from '../forms/useDraft';
import { over, patchOf } from './patch';

type Values = Record<string, unknown>;

/** What is kept. */
interface Kept {
  /** The page's settings as they were read. */
  base: Values;
  /** What the form held. */
  mine: Values;
}

/** `page`: its path; `values`: its settings as they are now. */
export const useRulesDraft = (page: string, values: Values): WrittenDraft => {
  const draft = useDraft(`settings.${page}`);
  const rules = useMemo((): WrittenDraft => {
    const keep = (mine: object) => draft.keep({ base: values, mine });
    if (draft.found === undefined) return { ...draft, keep };
    const { base, mine } = draft.found.values as unknown as Kept;
    const back = over(values, base, mine);
    const isChange = patchOf(values, back) !== undefined;
    return { ...draft, keep, found: isChange ? { ...draft.found, values: back } : undefined };
  }, [draft, values]);
  // What was typed stands already: it is not to return over what others make of it.
  const isDone = draft.found !== undefined && rules.found === undefined;
  useEffect(() => {
    if (isDone) draft.drop();
  }, [isDone, draft]);
  return rules;
};
