// A part of a page with a heading of its own.
import { Box, Card, Stack, Typography, useMediaQuery, useTheme } from '@mui/material';
import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  /** Beside the heading: a link or a button. */
  action?: ReactNode;
  /** Content runs to the edges, as a table does. */
  flush?: boolean;
  children: ReactNode;
}

export const Section = ({ title, action, flush = false, children }: Props) => {
  const id = useId();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'));
  return (
    <Card component="section" aria-labelledby={id}>
      <Stack
        direction="row"
        sx={{ alignItems: 'center', justifyContent: 'space-between', px: 2, pt: 1.5, pb: 1 }}
      >
        <Typography component="h2" variant="h6" id={id}>
          {title}
        </Typography>
        {action}
      </Stack>
      {flush ? (
        // What may have to be scrolled can be reached by keyboard.
        <Box sx={{ overflowX: 'auto' }} {...(isNarrow && { tabIndex: 0 })}>
          {children}
        </Box>
      ) : (
        <Box sx={{ px: 2, pb: 2 }}>{children}</Box>
      )}
    </Card>
  );
};

/** The page's two columns: what it is about on the left, what belongs to it on the right; one column where it is narrow. */
export const Columns = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      alignItems: 'start',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 2fr) minmax(300px, 1fr)' },
    }}
  >
    <Stack spacing={2}>{main}</Stack>
    <Stack spacing={2}>{side}</Stack>
  </Box>
);
