// In place of an action's dialog while what it needs is read, or where it cannot be opened at all.
import { Button, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';

import { DialogFrame } from '../actions/DialogFrame';

interface Props {
  title: string;
  onClose: () => void;
  /** Why it stays closed; without it, it is about to open. */
  children?: ReactNode;
}

export const Preparing = ({ title, onClose, children }: Props) => (
  <DialogFrame
    title={title}
    maxWidth="xs"
    onClose={onClose}
    buttons={<Button onClick={onClose}>{children ? 'Close' : 'Not now'}</Button>}
  >
    {children ? (
      <Typography component="div">{children}</Typography>
    ) : (
      <LinearProgress aria-label="Loading" />
    )}
  </DialogFrame>
);
