// What somebody is writing, kept in this tab until it is saved or given up: a reload, a crash of the
// page or the end of the session loses nothing. Signing out forgets all of it.

const PREFIX = 'flexorder.draft.';

/** Values of a form, and the key under which they are sent. */
export interface Draft {
  values: Record<string, unknown>;
  /** Sent with the write, so that what was sent before a reload is not done again after it. */
  idempotencyKey: string;
}

export const readDraft = (name: string): Draft | undefined => {
  const text = sessionStorage.getItem(PREFIX + name);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return undefined;
  }
};

export const keepDraft = (name: string, draft: Draft): void => {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the form works without.
  }
};

/** From now on what is kept goes out under another key. */
export const rekeyDraft = (name: string, idempotencyKey: string): void => {
  const draft = readDraft(name);
  if (draft !== undefined) keepDraft(name, { ...draft, idempotencyKey });
};

export const dropDraft = (name: string): void => sessionStorage.removeItem(PREFIX + name);

export const forgetDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
};
