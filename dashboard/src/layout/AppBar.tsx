// The bar on top: title of the page, tenant, looks, who is signed in.

import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import { ListItemIcon, ListItemText, MenuItem, Typography } from '@mui/material';
import { AppBar as RaAppBar, UserMenu, useUserMenu } from 'react-admin';

import { showShortcuts } from '../keyboard/Shortcuts';
import { useSession } from '../session/useSession';
import { Logo } from './Logo';
import { SignOut } from './SignOut';
import { TenantSwitch } from './TenantSwitch';

export const AppBar = () => (
  <RaAppBar alwaysOn color="inherit" userMenu={<Person />}>
    <Logo size={22} />
    <Typography
      component="span"
      sx={{ ml: 1, flexGrow: 1, fontWeight: 700, visibility: { xs: 'hidden', sm: 'visible' } }}
    >
      flexorder
    </Typography>
    <TenantSwitch />
  </RaAppBar>
);

const Person = () => {
  const { session } = useSession();
  return (
    <UserMenu>
      <Typography variant="body2" color="text.secondary" sx={{ px: 2, py: 1, maxWidth: 260 }}>
        Signed in with the key “{session.apiKeyName}”
      </Typography>
      <ShortcutsItem />
      <SignOut />
    </UserMenu>
  );
};

const ShortcutsItem = () => {
  const { onClose } = useUserMenu() ?? {};
  return (
    <MenuItem
      onClick={() => {
        onClose?.();
        showShortcuts();
      }}
    >
      <ListItemIcon>
        <KeyboardIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>Keyboard shortcuts</ListItemText>
    </MenuItem>
  );
};
