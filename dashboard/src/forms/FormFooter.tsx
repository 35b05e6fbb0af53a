// The foot of a form: back without saving, and save.
import { Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

interface Props {
  /** Where Cancel goes. */
  back: string;
  /** The button's words. */
  label: string;
  isSending: boolean;
  /** Beside the buttons: a sum, say. */
  children?: ReactNode;
}

export const FormFooter = ({ back, label, isSending, children }: Props) => (
  <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
    <Typography component="div" sx={{ flexGrow: 1 }}>
      {children}
    </Typography>
    <Button component={Link} to={back} disabled={isSending}>
      Back without saving
    </Button>
    <Button type="submit" variant="contained" loading={isSending}>
      {label}
    </Button>
  </Stack>
);
