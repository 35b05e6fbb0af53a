// The frame around every page: bar, menu, shortcuts.
import type { ReactNode } from 'react';
import { Layout as RaLayout } from 'react-admin';

import { Shortcuts } from '../keyboard/Shortcuts';
import { AppBar } from './AppBar';
import { Broken } from './Broken';
import { Menu } from './Menu';

export const Layout = ({ children }: { children: ReactNode }) => (
  <RaLayout
    appBar={AppBar}
    menu={Menu}
    appBarAlwaysOn
    error={Broken}
    sx={{
      minWidth: 0,
      '& .RaLayout-content': { px: { xs: 1.5, sm: 3 }, pb: 4, minWidth: 0 },
      '& .RaSidebar-fixed': { pt: 1 },
      // What the bar leaves of the screen: react-admin's own sum is two pixels more with our letters.
      '& .RaSidebar-docked, & .RaSidebar-docked .RaSidebar-fixed': {
        height: (theme) => `calc(100vh - ${theme.spacing(6)})`,
      },
    }}
  >
    {children}
    <Shortcuts />
  </RaLayout>
);
