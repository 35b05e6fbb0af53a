// Keys that may work in this tenant: made here, shown once, revoked here.
import AddIcon from '@mui/icons-material/Add';
import { Alert, Button, Skeleton, Stack, Typography, useMediaQuery, useTheme } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { reasonOf } from '../api/refusal';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { ApiKeyList } from './ApiKeyList';
import { ApiKeyTable } from './ApiKeyTable';
import { NewApiKey } from './NewApiKey';
import { NewKeyShown } from './NewKeyShown';
import { EVERYTHING } from './permissions';
import type { ApiKey } from './useApiKeyFacts';

/** Keys on the page at most; there are seldom more than a handful. */
const KEYS_MAX = 100;

const API_KEYS = ['api-keys'];

export const ApiKeys = () => {
  const mayWrite = useCan('settings:write');
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<Schema<'ApiKeyCreatedBody'>>();
  const [revoked, setRevoked] = useState<ApiKey>();
  const { data, error } = useQuery({
    queryKey: API_KEYS,
    queryFn: () => given(api.GET('/v1/api-keys', { params: { query: { limit: KEYS_MAX } } })),
  });
  const readAgain = () => void queries.invalidateQueries({ queryKey: API_KEYS });
  const own = data?.apiKeys.find(({ current }) => current);
  const Keys = useMediaQuery(useTheme().breakpoints.down('md')) ? ApiKeyList : ApiKeyTable;
  return (
    <Stack spacing={2}>
      <Section
        title="API keys"
        flush
        action={
          mayWrite && (
            <Button startIcon={<AddIcon />} data-key="n" onClick={() => setMaking(true)}>
              New API key
            </Button>
          )
        }
      >
        <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 1 }}>
          Shops, tools and people work with keys. A key is shown once, when it is made; revoke one
          that is lost.
        </Typography>
        {error && <Alert severity="error">{reasonOf(error)}</Alert>}
        {data ? (
          <Keys keys={data.apiKeys} onRevoke={mayWrite ? setRevoked : undefined} />
        ) : (
          !error && <Skeleton variant="rounded" height={120} sx={{ m: 2 }} />
        )}
        {data?.hasMore && (
          <Typography variant="body2" sx={{ p: 2 }}>
            Only the newest {KEYS_MAX} are shown.
          </Typography>
        )}
      </Section>
      {isMaking && (
        <NewApiKey
          mayGiveAll={own?.permissions.includes(EVERYTHING) ?? false}
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMade(key);
            readAgain();
          }}
        />
      )}
      {made && <NewKeyShown made={made} onClose={() => setMade(undefined)} />}
      {revoked && (
        <ActionDialog
          title={`Revoke “${revoked.name}”?`}
          label="Revoke key"
          isDangerous
          explanation="Whatever works with this key stops at once, and sessions that were opened with it end. This cannot be undone."
          act={() =>
            given(
              api.DELETE('/v1/api-keys/{apiKeyId}', {
                params: {
                  path: { apiKeyId: revoked.apiKeyId },
                },
              }),
            )
          }
          onDone={readAgain}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </Stack>
  );
};
