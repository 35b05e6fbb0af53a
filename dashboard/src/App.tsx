// The app of somebody who is signed in: its pages, each fetched when it is opened first.
import { useMemo } from 'react';
import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin';
import { BrowserRouter, Navigate, Route } from 'react-router-dom';

import { dataProvider } from './data/provider';
import { queryClient } from './data/queries';
import { Layout } from './layout/Layout';
import { Notifications } from './layout/Notifications';
import { darkTheme, lightTheme } from './layout/theme';
import { CUSTOM_PAGES, PAGES } from './pages';
import { authProviderOf } from './session/authProvider';
import { useSession } from './session/useSession';

/** Form of what react-admin keeps in the browser: columns, saved views, sizes. */
const STORE_VERSION = '1';

const App = () => {
  const { session, tenant, leave, can } = useSession();
  const authProvider = useMemo(() => authProviderOf(session, leave), [session, leave]);
  const store = useMemo(
    () => localStorageStore(STORE_VERSION, `flexorder.${tenant.tenantId}`),
    [tenant.tenantId],
  );
  const pages = PAGES.filter((page) => can(page.permission));
  return (
    <BrowserRouter>
      <Admin
        authProvider={authProvider}
        dataProvider={dataProvider}
        queryClient={queryClient}
        store={store}
        layout={Layout}
        notification={Notifications}
        theme={lightTheme}
        darkTheme={darkTheme}
        title="flexorder"
        requireAuth
        disableTelemetry
      >
        {pages.map(({ name, permission: _, ...views }) => (
          <Resource key={name} name={name} {...views} />
        ))}
        <CustomRoutes>
          <Route path="/" element={<Navigate to={`/${pages[0]?.name ?? 'settings'}`} replace />} />
          {CUSTOM_PAGES.filter((page) => can(page.permission)).map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
        </CustomRoutes>
      </Admin>
    </BrowserRouter>
  );
};

export default App;
