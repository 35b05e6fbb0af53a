// Asks for the name of a view, and says what a name that is taken means.
import { Button, TextField } from '@mui/material';
import { useState } from 'react';

import { DialogFrame } from '../actions/DialogFrame';

interface Props {
  title: string;
  /** The name to begin with. */
  name?: string;
  /** Whether another view has that name. */
  isTaken: (name: string) => boolean;
  onName: (name: string) => void;
  /** It is gone, with a name or without. */
  onClose: () => void;
}

export const NameViewDialog = ({ title, name: first = '', isTaken, onName, onClose }: Props) => {
  const [name, setName] = useState(first);
  const [isLeaving, setLeaving] = useState(false);
  const leave = () => setLeaving(true);
  const isNamed = name.trim() !== '';
  return (
    <DialogFrame
      title={title}
      maxWidth="xs"
      isLeaving={isLeaving}
      onClose={leave}
      onGone={onClose}
      onSubmit={() => {
        if (!isNamed || isLeaving) return;
        onName(name);
        leave();
      }}
      buttons={
        <>
          <Button onClick={leave}>Not now</Button>
          <Button type="submit" variant="contained" disabled={!isNamed}>
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Name of the view"
        value={name}
        onChange={(event) => setName(event.target.value)}
        // Once it is saved, the name is taken by itself.
        helperText={
          !isLeaving && isTaken(name) ? 'There is a view with this name: it will be replaced.' : ' '
        }
        slotProps={{ htmlInput: { maxLength: NAME_MAX }, formHelperText: { role: 'status' } }}
        autoFocus
        fullWidth
      />
    </DialogFrame>
  );
};

/** A menu item's worth. */
const NAME_MAX = 60;
