// What a list says while it holds nothing: what will stand here, and the next step.
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export const EmptyList = ({ title, children, action }: Props) => (
  <Box sx={{ textAlign: 'center', mx: 'auto', my: 8, maxWidth: 460, px: 2 }}>
    <Typography component="h2" variant="h6" gutterBottom>
      {title}
    </Typography>
    <Typography color="text.secondary" sx={{ mb: 3 }}>
      {children}
    </Typography>
    {action}
  </Box>
);
