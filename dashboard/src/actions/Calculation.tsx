// What an action would cost or bring, line by line, before it is done.
import { Box, Skeleton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

import { type Fact, Facts } from '../layout/Facts';

interface Props {
  /** What the result is: `Price of the device`. */
  title: string;
  /** The result; while it is being calculated, nothing. */
  result: ReactNode;
  /** What it is made of. */
  parts?: Fact[];
  /** What else to know. */
  children?: ReactNode;
}

/** Told to screen readers when it changes. */
export const Calculation = ({ title, result, parts, children }: Props) => (
  <Box
    role="status"
    sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'action.hover', p: 1.5 }}
  >
    <Stack
      direction="row"
      sx={{ justifyContent: 'space-between', alignItems: 'baseline', gap: 2, flexWrap: 'wrap' }}
    >
      <Typography variant="subtitle2" component="span">
        {title}
      </Typography>
      <Typography variant="h6" component="span">
        {result ?? <Skeleton width={80} />}
      </Typography>
    </Stack>
    {parts && (
      <Box sx={{ mt: 0.5 }}>
        <Facts facts={parts} />
      </Box>
    )}
    {children && (
      <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
        {children}
      </Typography>
    )}
  </Box>
);
