// Keys that may work in this tenant: made here, shown once, revoked here.
import AddIcon from '@mui/icons-material/Add';
import {
  Alert,
  Button,
  Chip,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { reasonOf } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { NewApiKey } from './NewApiKey';
import { NewKeyShown } from './NewKeyShown';

/** Keys on the page at most; there are seldom more than a handful. */
const KEYS_MAX = 100;

const API_KEYS = ['api-keys'];

type ApiKey = Schema<'ApiKey'>;

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
          <KeyTable keys={data.apiKeys} {...(mayWrite && { onRevoke: setRevoked })} />
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

const KeyTable = ({ keys, onRevoke }: { keys: ApiKey[]; onRevoke?: (key: ApiKey) => void }) => {
  const { date, moment } = useFormat();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>Name</TableCell>
          <TableCell>Begins with</TableCell>
          <TableCell>May</TableCell>
          <TableCell>Made</TableCell>
          <TableCell>Ends</TableCell>
          <TableCell>Last used</TableCell>
          <TableCell>
            <span style={{ position: 'absolute', left: -9999 }}>Actions</span>
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.apiKeyId} sx={key.revokedAt ? { opacity: 0.75 } : undefined}>
            <TableCell>
              <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                <span>{key.name}</span>
                {key.current && <Chip size="small" color="primary" label="This session" />}
              </Stack>
            </TableCell>
            <TableCell>
              <code>{key.hint}…</code>
            </TableCell>
            <TableCell>
              {key.permissions.includes('*') ? 'Everything' : key.permissions.join(', ')}
            </TableCell>
            <TableCell>{date(key.createdAt)}</TableCell>
            <TableCell>{key.expiresAt ? date(key.expiresAt) : 'Never'}</TableCell>
            <TableCell>{key.lastUsedAt ? moment(key.lastUsedAt) : 'Never'}</TableCell>
            <TableCell align="right">
              {key.revokedAt ? (
                <Chip size="small" variant="outlined" label={`Revoked ${date(key.revokedAt)}`} />
              ) : (
                onRevoke &&
                !key.current && (
                  <Button
                    size="small"
                    color="error"
                    aria-label={`Revoke ${key.name}`}
                    onClick={() => onRevoke(key)}
                  >
                    Revoke
                  </Button>
                )
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
