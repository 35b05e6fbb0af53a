// Bodies of notes from their forms.
import { describe, expect, it } from 'vitest';

import { changeOf, type NoteValues, newNoteOf } from './noteBody';

const NOTE: NoteValues = {
  type: 'phone',
  summary: 'Wants a larger screen',
  date: '2026-03-02',
  followUpOn: '2026-03-09',
  followUpDone: true,
};

describe('newNoteOf', () => {
  it('leaves the day and the follow-up to the server where they are empty', () => {
    expect(newNoteOf({ type: 'note', summary: 'x', date: '', followUpOn: '' })).toEqual({
      type: 'note',
      summary: 'x',
      date: null,
      followUpOn: null,
    });
  });
});

describe('changeOf', () => {
  it('is empty when nothing was changed', () => {
    expect(changeOf(NOTE, { ...NOTE })).toEqual({});
    const plain = { ...NOTE, followUpOn: null, followUpDone: false };
    expect(changeOf(plain, { ...plain, followUpOn: '' })).toEqual({});
  });
  it('holds only what differs', () => {
    expect(changeOf(NOTE, { ...NOTE, summary: 'Took it', followUpDone: false })).toEqual({
      summary: 'Took it',
      followUpDone: false,
    });
  });
  it('says nothing of having come back where there is nothing to come back to', () => {
    expect(changeOf(NOTE, { ...NOTE, followUpOn: '', followUpDone: false })).toEqual({
      followUpOn: null,
    });
  });
});
