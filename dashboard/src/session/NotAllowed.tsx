// In place of a page that the key may not open: which permission it would take.
import { Typography } from '@mui/material';

import { PageHeading } from '../layout/PageHeading';
import { permissionWords } from './permissionWords';
import type { Permission } from './session';

export const NotAllowed = ({ permission }: { permission: Permission }) => (
  <>
    <PageHeading title={`This key may not ${permissionWords(permission)}`} />
    <Typography color="text.secondary" sx={{ maxWidth: 560 }}>
      Sign in with a key that may, or have one made under Settings, API keys.
    </Typography>
  </>
);
