// Nobody signed in: the sign-in page. Somebody: the app, which is fetched meanwhile.
import { CssBaseline, LinearProgress, ThemeProvider, useMediaQuery } from '@mui/material';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';

import { Refusal, reasonOf } from '../api/refusal';
import { darkTheme, lightTheme } from '../layout/theme';
import { bringsSession } from '../page';
import { SignInPage } from './SignInPage';
import { forgetSession, readSession, type Session } from './session';
import { SessionProvider } from './useSession';

const fetched = import('../App');
const App = lazy(() => fetched);

type State =
  | { is: 'unknown' }
  | { is: 'out'; why?: string | undefined }
  | { is: 'in'; session: Session };

export const SessionGate = () => {
  const [state, setState] = useState<State>({ is: bringsSession() ? 'unknown' : 'out' });
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)');
  const theme = useMemo(() => (prefersDark ? darkTheme : lightTheme), [prefersDark]);

  useEffect(() => {
    if (!bringsSession()) return;
    readSession().then(
      (session) => setState({ is: 'in', session }),
      (error: unknown) => {
        const isNews = !(error instanceof Refusal) || error.status !== 401;
        setState({ is: 'out', why: isNews ? reasonOf(error) : undefined });
      },
    );
  }, []);
  const enter = useCallback((session: Session) => setState({ is: 'in', session }), []);
  const leave = useCallback((why?: string) => {
    forgetSession();
    setState({ is: 'out', why });
  }, []);

  if (state.is === 'in') {
    return (
      <SessionProvider session={state.session} leave={leave}>
        <Suspense fallback={<LinearProgress aria-label="Loading" />}>
          <App />
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
