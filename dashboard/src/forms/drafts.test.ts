// What is being written, kept in the tab.
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { dropDraft, forgetDrafts, keepDraft, readDraft, rekeyDraft } from './drafts';

/** As much of the browser's storage as is used, on an object's own names. */
const storage = () =>
  Object.defineProperties({} as Record<string, string>, {
    getItem: { value: (name: string) => sessionStorage[name] ?? null },
    setItem: {
      value: (name: string, text: string) => {
        sessionStorage[name] = text;
      },
    },
    removeItem: { value: (name: string) => delete sessionStorage[name] },
  });

const written = { values: { notes: 'call first' }, idempotencyKey: 'one' };

describe('drafts', () => {
  beforeEach(() => vi.stubGlobal('sessionStorage', storage()));

  it('are there until they are dropped', () => {
    keepDraft('orders.new', written);
    expect(readDraft('orders.new')).toEqual(written);
    dropDraft('orders.new');
    expect(readDraft('orders.new')).toBeUndefined();
  });

  it('go out under a new key with what was written', () => {
    keepDraft('orders.new', written);
    rekeyDraft('orders.new', 'two');
    expect(readDraft('orders.new')).toEqual({ ...written, idempotencyKey: 'two' });
  });

  it('do not come into being by a new key', () => {
    rekeyDraft('orders.new', 'two');
    expect(readDraft('orders.new')).toBeUndefined();
  });

  it('are forgotten at once, and nothing else with them', () => {
    keepDraft('orders.new', written);
    sessionStorage.setItem('other', 'stays');
    forgetDrafts();
    expect(readDraft('orders.new')).toBeUndefined();
    expect(sessionStorage.getItem('other')).toBe('stays');
  });
});
