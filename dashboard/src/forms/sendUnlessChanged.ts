// A change of a few fields of an entity that somebody else may have changed meanwhile: what they did
// elsewhere is no reason to ask, what they did to the same fields is.
import { Refusal } from '../api/refusal';
import { type Difference, differences } from './differences';

/** An entity with the version it was read at. */
export type Versioned = object & { _version?: string };

/** Somebody changed the same fields. */
export class ChangedMeanwhile extends Error {
  constructor(
    /** What they changed. */
    readonly found: Difference[],
    /** The version that a save over it names. */
    readonly version: string | undefined,
  ) {
    super('Somebody changed this meanwhile.');
  }
}

/**
 * Sends a change of `fields` made to `opened`. If the server says that it is stale, reads the entity
 * and sends again where `fields` are as they were; throws [`ChangedMeanwhile`] where they are not.
 */
export const sendUnlessChanged = async <T>(
  opened: Versioned,
  fields: string[],
  read: () => Promise<Versioned>,
  send: (version: string | undefined) => Promise<T>,
): Promise<T> => {
  try {
    return await send(opened._version);
  } catch (error) {
    if (!(error instanceof Refusal && error.isStale)) throw error;
    const now = await read();
    const found = differences(opened, now, fields);
    if (found.length > 0) throw new ChangedMeanwhile(found, now._version);
    return send(now._version);
  }
};
