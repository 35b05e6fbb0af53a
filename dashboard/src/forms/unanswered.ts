// What was sent under a key, until there is an answer. Where none came and something else was sent
// later, the server says that the key is used: the first body sent once more tells for what.
// Kept beside the drafts, and forgotten with them.

const PREFIX = 'flexorder.draft.sent.';

/** Bodies sent under the key, oldest first. */
export const sentUnder = <Body>(idempotencyKey: string): Body[] => {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + idempotencyKey) ?? '[]') as Body[];
  } catch {
    return [];
  }
};

/** To be called before sending. */
export const rememberSent = (idempotencyKey: string, body: object): void => {
  const sent = sentUnder<object>(idempotencyKey);
  const text = JSON.stringify(body);
  if (sent.some((earlier) => JSON.stringify(earlier) === text)) return;
  try {
    sessionStorage.setItem(PREFIX + idempotencyKey, JSON.stringify([...sent, body]));
  } catch {
    // Storage is full or forbidden: sending works without.
  }
};

export const forgetSent = (idempotencyKey: string): void =>
  sessionStorage.removeItem(PREFIX + idempotencyKey);
