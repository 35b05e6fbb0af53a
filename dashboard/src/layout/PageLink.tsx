// A link to a page of the app, or its words alone where the key may not see that page.
import { type LinkProps, Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';

import type { Permission } from '../session/session';
import { useCan } from '../session/useSession';

interface Props extends Pick<LinkProps, 'children' | 'sx' | 'color' | 'underline' | 'onClick'> {
  to: string;
  /** What the page asks for. */
  permission: Permission;
}

export const PageLink = ({ to, permission, ...props }: Props) => {
  const maySee = useCan(permission);
  return maySee ? <MuiLink component={Link} to={to} {...props} /> : props.children;
};
