// An address under which there is no page.
import { Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import { PageHeading } from './PageHeading';

export const NotFound = () => (
  <>
    <PageHeading title="There is no page here" />
    <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 560 }}>
      Check the address, or go on from the menu.
    </Typography>
    <Button component={Link} to="/" variant="outlined">
      To the start
    </Button>
  </>
);
