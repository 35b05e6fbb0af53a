// Which tenant is worked in; a menu where the key may work in several.
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import StorefrontIcon from '@mui/icons-material/StorefrontOutlined';
import { Button, Chip, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';

import { switchTenant } from '../session/session';
import { useSession } from '../session/useSession';

export const TenantSwitch = () => {
  const { session, tenant } = useSession();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (session.tenants.length < 2) {
    return (
      <Chip
        icon={<StorefrontIcon />}
        label={tenant.name}
        variant="outlined"
        size="small"
        sx={{ maxWidth: { xs: 120, sm: 240 }, mr: 1 }}
      />
    );
  }
  return (
    <>
      <Button
        color="inherit"
        size="small"
        startIcon={<StorefrontIcon />}
        endIcon={<ExpandMoreIcon />}
        aria-haspopup="menu"
        aria-label={`Tenant: ${tenant.name}. Switch tenant`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {tenant.name}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {session.tenants.map((it) => (
          <MenuItem
            key={it.tenantId}
            selected={it.tenantId === tenant.tenantId}
            onClick={() => switchTenant(it.tenantId)}
          >
            <ListItemText primary={it.name} secondary={`${it.handle} · ${it.currency}`} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
