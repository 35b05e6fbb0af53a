// A change of a few fields that others may have changed.
import { describe, expect, it } from 'vitest';

import { Refusal } from '../api/refusal';
import { ChangedMeanwhile, sendUnlessChanged } from './sendUnlessChanged';

const opened = { notes: 'call first', status: 'pending', _version: '"1"' };
const stale = () => new Refusal(412, 'PRECONDITION_FAILED', 'Changed meanwhile', []);

/** A server whose entity is at version 2. */
const send = async (version: string | undefined) => {
  if (version !== '"2"') throw stale();
  return 'sent';
};

describe('sendUnlessChanged', () => {
  it('sends again when others changed something else', async () => {
    const read = async () => ({ ...opened, status: 'confirmed', _version: '"2"' });
    await expect(sendUnlessChanged(opened, ['notes'], read, send)).resolves.toBe('sent');
  });

  it('asks when others changed the same', async () => {
    const read = async () => ({ ...opened, notes: 'mail first', _version: '"2"' });
    const sent = sendUnlessChanged(opened, ['notes'], read, send);
    await expect(sent).rejects.toBeInstanceOf(ChangedMeanwhile);
    await expect(sent).rejects.toMatchObject({
      found: [{ path: 'notes', before: 'call first', now: 'mail first' }],
      version: '"2"',
    });
  });

  it('passes on every other refusal', async () => {
    const refused = () => Promise.reject(new Refusal(400, 'VALIDATION_ERROR', 'Too long', []));
    const read = () => Promise.reject(new Error('not read'));
    await expect(sendUnlessChanged(opened, ['notes'], read, refused)).rejects.toThrow('Too long');
  });
});
