// What a quick view shows: the name as the way to the page, how it stands, and its parts side by side.
import { Box, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useRecordContext, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';

interface Props {
  title: string;
  /** How it stands. */
  badge?: ReactNode;
  subtitle?: ReactNode;
  /** `GlancePart`s. */
  children: ReactNode;
}

export const Glance = ({ title, badge, subtitle, children }: Props) => {
  const record = useRecordContext();
  const resource = useResourceContext();
  const createPath = useCreatePath();
  return (
    <>
      <Stack
        direction="row"
        sx={{ alignItems: 'center', columnGap: 1.25, flexWrap: 'wrap', pr: 5, minHeight: 28 }}
      >
        <Typography component="h2" variant="h6">
          <MuiLink
            component={Link}
            to={createPath({ resource, type: 'show', id: record?.id })}
            color="inherit"
          >
            {title}
          </MuiLink>
        </Typography>
        {badge}
      </Stack>
      {subtitle && (
        <Typography variant="body2" color="text.secondary">
          {subtitle}
        </Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          mt: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
          typography: 'body2',
          overflowWrap: 'anywhere',
        }}
      >
        {children}
      </Box>
    </>
  );
};
