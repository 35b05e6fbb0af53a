// What a page is about, and what can be done there.
import { Box, Stack, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';

interface Props {
  title: string;
  /** Beside the title: a status, say. */
  badge?: ReactNode;
  /** Under the title: where it belongs to. */
  subtitle?: ReactNode;
  /** Buttons, the most wanted one last. */
  children?: ReactNode;
}

export const PageHeading = ({ title, badge, subtitle, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · flexorder`;
  }, [title]);
  return (
    <Stack
      direction="row"
      sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 1, my: 2 }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="h1" variant="h5" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {badge}
        </Stack>
        {subtitle && (
          <Typography component="div" variant="body2" color="text.secondary">
            {subtitle}
          </Typography>
        )}
      </Box>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
        {children}
      </Stack>
    </Stack>
  );
};
