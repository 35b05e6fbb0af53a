// Nobody signed in: the sign-in page. Somebody: the app, which is fetched meanwhile.
import { CssBaseline, LinearProgress, ThemeProvider, useMediaQuery } from '@mui/material';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';

import { Refusal, reasonOf } from '../api/refusal';
import { later } from '../later';
import { darkTheme, lightTheme } from '../layout/theme';
import { bringsSession } from '../page';
import { SignInPage } from './SignInPage';
import { forgetSession, readSession, type SignedIn } from './session';
import { SessionProvider } from './useSession';

const App = later(() => import('../App'));
/** Fetched while somebody signs in or is looked up; why it could not be shows where it is missing. */
const ready = App.fetched().catch(() => undefined);

type State =
  | { is: 'unknown' }
  | { is: 'out'; why?: string | undefined }
  | { is: 'in'; signed: SignedIn };

export const SessionGate = () => {
  const [state, setState] = useState<State>({ is: bringsSession() ? 'unknown' : 'out' });
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)');
  const theme = useMemo(() => (prefersDark ? darkTheme : lightTheme), [prefersDark]);

  const enter = useCallback(async (signed: SignedIn) => {
    await ready;
    setState({ is: 'in', signed });
  }, []);
  useEffect(() => {
    if (!bringsSession()) return;
    readSession().then(enter, (error: unknown) => {
      const isNews = !(error instanceof Refusal) || error.status !== 401;
      setState({ is: 'out', why: isNews ? reasonOf(error) : undefined });
    });
  }, [enter]);
  const leave = useCallback((why?: string) => {
    forgetSession();
    setState({ is: 'out', why });
  }, []);
  const refresh = useCallback(async () => {
    const signed = await readSession();
    // Whoever left meanwhile stays outside.
    setState((now) => (now.is === 'in' ? { is: 'in', signed } : now));
  }, []);

  if (state.is === 'in') {
    return (
      <SessionProvider signed={state.signed} leave={leave} refresh={refresh}>
        <Suspense fallback={<LinearProgress aria-label="Loading" />}>
          <App key={state.signed.tenant.tenantId} />
        </Suspense>
      </SessionProvider>
    );
  }
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline enableColorScheme />
      {state.is === 'out' && <SignInPage why={state.why} onSignIn={enter} />}
    </ThemeProvider>
  );
};
