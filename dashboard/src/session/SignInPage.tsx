// Tenant and API key in, session cookie out. The key goes to the server once and is kept nowhere.
import { Alert, Box, Button, Card, Divider, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';

import { Refusal, reasonOf } from '../api/refusal';
import { Logo } from '../layout/Logo';
import { showsDemo } from '../page';
import { type SignedIn, signIn } from './session';

/** Tenant and key of the demo; the key is well known, and a server takes it on loopback alone. */
const DEMO = { tenant: 'demo', key: 'fo_test_demo' };

/**
 * Covers what is typed without saying that it is a password, which browsers offer to store whatever
 * `autoComplete` says. A browser that cannot cover it gets a password's input after all.
 */
const COVERED = 'disc';
const canCover = (): boolean => CSS.supports('-webkit-text-security', COVERED);

/** Where the API speaks to those who write clients. */
const WORDS: Record<string, string> = {
  NO_TENANT_ACCESS:
    'This key does not open that tenant. Check how the tenant is written, or ask who made the key for one that opens it.',
};

interface Props {
  /** Why the person stands here, if it is not plain. */
  why?: string | undefined;
  onSignIn: (signed: SignedIn) => void;
}

export const SignInPage = ({ why, onSignIn }: Props) => {
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const enter = async (tenant: string, key: string) => {
    setBusy(true);
    try {
      onSignIn(await signIn(tenant, key));
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('tenant')).trim(), String(form.get('key')).trim());
  };
  const code = refusal instanceof Refusal ? refusal.code : undefined;
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Card sx={{ width: '100%', maxWidth: 420, p: { xs: 3, sm: 4 } }}>
        <Stack component="form" spacing={2.5} onSubmit={submit}>
          <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
            <Logo size={32} />
            <Typography component="h1" variant="h5">
              Sign in to flexorder
            </Typography>
          </Stack>
          {refusal === undefined && why !== undefined && <Alert severity="info">{why}</Alert>}
          {refusal !== undefined && (
            <Alert severity="error" role="alert">
              {WORDS[code ?? ''] ?? reasonOf(refusal)}
            </Alert>
          )}
          <TextField
            name="tenant"
            label="Tenant"
            helperText="Id or handle of your business unit"
            required
            autoFocus
            autoComplete="organization"
            error={code === 'NO_TENANT_ACCESS'}
          />
          <TextField
            name="key"
            label="API key"
            type={canCover() ? 'text' : 'password'}
            helperText="Starts with fo_live_; it is not kept in this browser"
            required
            autoComplete="off"
            error={code === 'INVALID_TOKEN'}
            slotProps={{
              htmlInput: {
                // Nor is it sent to a spelling service, or changed on the way.
                spellCheck: false,
                autoCapitalize: 'none',
                autoCorrect: 'off',
                style: { WebkitTextSecurity: COVERED },
              },
            }}
          />
          <Button type="submit" variant="contained" size="large" loading={busy}>
            Sign in
          </Button>
          {showsDemo() && (
            <>
              <Divider>or</Divider>
              <Button
                variant="outlined"
                size="large"
                disabled={busy}
                onClick={() => void enter(DEMO.tenant, DEMO.key)}
              >
                Open the demo shop
              </Button>
            </>
          )}
        </Stack>
      </Card>
    </Box>
  );
};
