// Typing what is about to be taken away, so that nobody does it by a slip.
import { TextInput } from 'react-admin';

import { Refusal } from '../api/refusal';

/** What stands in a dialog that asks for it. */
export interface Confirmed {
  confirmation?: string | null;
}

/** Refuses, at the input, where something else than `word` was typed. */
export const expectTyped = (typed: Confirmed['confirmation'], word: string): void => {
  if (typed?.trim() === word) return;
  const message = `Type ${word} to confirm.`;
  throw new Refusal(0, 'NOT_CONFIRMED', message, [
    { path: 'confirmation', message, code: 'custom' },
  ]);
};

export const ConfirmationInput = ({ word }: { word: string }) => (
  <TextInput
    source="confirmation"
    label={`Type ${word} to confirm`}
    helperText={false}
    autoComplete="off"
    autoFocus
  />
);
