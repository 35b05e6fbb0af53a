// Told where a product is to be chosen and there is none: the catalog comes first.
import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';

import { useCan } from '../session/useSession';

export const NoProducts = () => {
  const mayWrite = useCan('catalog:write');
  return (
    <>
      No product is on sale yet.{' '}
      {mayWrite && (
        <MuiLink component={Link} to="/products/create">
          Make a product first
        </MuiLink>
      )}
    </>
  );
};
