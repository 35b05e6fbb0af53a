// Ends the session and forgets what was being written and looked for; what is one person's taste stays
// (saved views, columns, looks). Where the session cannot be ended, nothing looks as if it had been.
import SignOutIcon from '@mui/icons-material/LogoutOutlined';
import { ListItemIcon, ListItemText, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useNotify, useStoreContext, useUserMenu } from 'react-admin';
import { flushSync } from 'react-dom';

import { reasonOf } from '../api/refusal';
import { RESOURCE_NAMES } from '../data/resources';
import { forgetDrafts } from '../forms/drafts';
import { signOut } from '../session/session';
import { useSession } from '../session/useSession';

export const SignOut = () => {
  const { leave } = useSession();
  const { onClose } = useUserMenu() ?? {};
  const [isLeaving, setLeaving] = useState(false);
  const notify = useNotify();
  const store = useStoreContext();
  const end = async () => {
    setLeaving(true);
    try {
      await signOut();
    } catch (error) {
      setLeaving(false);
      onClose?.();
      notify(`You are still signed in. ${reasonOf(error)}`, { type: 'error' });
      return;
    }
    // First of all the app goes, at once, so that nothing of it reads on or keeps anything.
    flushSync(() => leave());
    forgetDrafts();
    for (const name of RESOURCE_NAMES) {
      // As react-admin names them.
      store.removeItem(`${name}.listParams`);
      store.removeItem(`${name}.selectedIds`);
    }
    // Whoever signs in next begins at the front, and not where this person was.
    window.history.replaceState(null, '', '/');
  };
  return (
    <MenuItem disabled={isLeaving} onClick={() => void end()}>
      <ListItemIcon>
        <SignOutIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>Sign out</ListItemText>
    </MenuItem>
  );
};
