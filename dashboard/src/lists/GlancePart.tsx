// A part of a quick view, with a heading of its own.
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** As wide as the view. */
  wide?: boolean;
  children: ReactNode;
}

export const GlancePart = ({ title, wide = false, children }: Props) => (
  <Box sx={wide ? { gridColumn: '1 / -1' } : {}}>
    <Typography variant="subtitle2" component="h3" color="text.secondary" gutterBottom>
      {title}
    </Typography>
    {children}
  </Box>
);
