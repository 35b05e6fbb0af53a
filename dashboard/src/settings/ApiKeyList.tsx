// API keys one beneath the other, where there is no room for a table.
import { Box, Chip, Stack, Typography } from '@mui/material';

import { CopyId } from '../format/CopyId';
import { Facts } from '../layout/Facts';
import { useSession } from '../session/useSession';
import { ApiKeyState } from './ApiKeyState';
import type { ApiKeysProps } from './ApiKeyTable';
import { type ApiKey, useApiKeyFacts } from './useApiKeyFacts';

export const ApiKeyList = ({ keys, onRevoke }: ApiKeysProps) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {keys.map((key) => (
      <Item key={key.apiKeyId} apiKey={key} onRevoke={onRevoke} />
    ))}
  </Box>
);

interface ItemProps extends Pick<ApiKeysProps, 'onRevoke'> {
  apiKey: ApiKey;
}

const Item = ({ apiKey, onRevoke }: ItemProps) => {
  const { session } = useSession();
  const facts = useApiKeyFacts()(apiKey);
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', px: 2, py: 1.5 }}>
      <Stack
        direction="row"
        sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 1, mb: 0.5 }}
      >
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{apiKey.name}</Typography>
        {apiKey.current && <Chip size="small" color="primary" label="This session" />}
        <ApiKeyState apiKey={apiKey} onRevoke={onRevoke} />
      </Stack>
      <Facts
        facts={[
          ['May', facts.may],
          ['Works in', session.tenants.length > 1 && facts.worksIn],
          ['Begins with', <code key="hint">{apiKey.hint}…</code>],
          ['Made', facts.made],
          ['Ends', facts.ends],
          ['Last used', facts.lastUsed],
          ['Id', <CopyId key="id" id={apiKey.apiKeyId} />],
        ]}
      />
    </Box>
  );
};
