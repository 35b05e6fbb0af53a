// The app of somebody who is signed in: its pages, each fetched when it is opened first. What it reads
// is kept as long as it stands: it goes with the session, and with the tenant.
import { useMemo, useState } from 'react';
import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin';
import { BrowserRouter, Navigate, Route } from 'react-router-dom';

import { dataProviderOf } from './data/provider';
import { queryClientOf } from './data/queries';
import { Layout } from './layout/Layout';
import { NotFound } from './layout/NotFound';
import { Notifications } from './layout/Notifications';
import { ToDetails } from './layout/ToDetails';
import { darkTheme, lightTheme } from './layout/theme';
import { CUSTOM_PAGES, PAGES } from './pages';
import { authProviderOf } from './session/authProvider';
import { NotAllowed } from './session/NotAllowed';
import { useSession } from './session/useSession';

/** Form of what react-admin keeps in the browser: columns, saved views, sizes. */
const STORE_VERSION = '1';

const App = () => {
  const { session, tenant, leave, can } = useSession();
  const [dataProvider] = useState(dataProviderOf);
  const [queryClient] = useState(queryClientOf);
  const authProvider = useMemo(() => authProviderOf(session, leave), [session, leave]);
  const store = useMemo(
    () => localStorageStore(STORE_VERSION, `flexorder.${tenant.tenantId}`),
    [tenant.tenantId],
  );
  const pages = PAGES.filter((page) => can(page.permission));
  const others = PAGES.filter((page) => !can(page.permission));
  const unedited = pages.filter(({ show, edit }) => show !== undefined && edit === undefined);
  return (
    <BrowserRouter>
      <Admin
        authProvider={authProvider}
        dataProvider={dataProvider}
        queryClient={queryClient}
        store={store}
        layout={Layout}
        catchAll={NotFound}
        notification={Notifications}
        theme={lightTheme}
        darkTheme={darkTheme}
        title="flexorder"
        disableTelemetry
      >
        {pages.map(({ name, permission: _, ...views }) => (
          <Resource key={name} name={name} {...views} />
        ))}
        <CustomRoutes>
          <Route path="/" element={<Navigate to={`/${pages[0]?.name ?? 'settings'}`} replace />} />
          {CUSTOM_PAGES.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          {unedited.map(({ name }) => (
            <Route key={name} path={`/${name}/:id`} element={<ToDetails resource={name} />} />
          ))}
          {others.map(({ name, permission }) => (
            <Route
              key={name}
              path={`/${name}/*`}
              element={<NotAllowed permission={permission} />}
            />
          ))}
        </CustomRoutes>
      </Admin>
    </BrowserRouter>
  );
};

export default App;
