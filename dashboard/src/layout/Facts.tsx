// Names and values of one thing, as a list that screen readers know as such.
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** A name and its value; those without a value are left out. */
export type Fact = [name: string, value: ReactNode];

export const Facts = ({ facts }: { facts: Fact[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
      columnGap: 2.5,
      rowGap: 0.75,
    }}
  >
    {facts
      .filter(
        ([, value]) => value !== undefined && value !== null && value !== '' && value !== false,
      )
      .map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {name}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Typography>
        </Box>
      ))}
  </Box>
);
