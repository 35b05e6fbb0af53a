// API keys as a table; where it is narrow, see ApiKeyList.
import {
  Chip,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';

import { CopyId } from '../format/CopyId';
import { useSession } from '../session/useSession';
import { ApiKeyState } from './ApiKeyState';
import { type ApiKey, useApiKeyFacts } from './useApiKeyFacts';

export interface ApiKeysProps {
  keys: ApiKey[];
  /** Absent where the key that is signed in may not. */
  onRevoke?: ((key: ApiKey) => void) | undefined;
}

export const ApiKeyTable = ({ keys, onRevoke }: ApiKeysProps) => {
  const { session } = useSession();
  const hasTenants = session.tenants.length > 1;
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>Name</TableCell>
          <TableCell>Begins with</TableCell>
          <TableCell>May</TableCell>
          {hasTenants && <TableCell>Works in</TableCell>}
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
          <Row key={key.apiKeyId} apiKey={key} hasTenants={hasTenants} onRevoke={onRevoke} />
        ))}
      </TableBody>
    </Table>
  );
};

/** Not by opacity, which would leave small words too faint to read. */
const FAINT = { '& .MuiTableCell-root': { color: 'text.secondary' } };

interface RowProps extends Pick<ApiKeysProps, 'onRevoke'> {
  apiKey: ApiKey;
  hasTenants: boolean;
}

const Row = ({ apiKey, hasTenants, onRevoke }: RowProps) => {
  const facts = useApiKeyFacts()(apiKey);
  return (
    <TableRow sx={apiKey.revokedAt ? FAINT : undefined}>
      <TableCell>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <span>{apiKey.name}</span>
          {apiKey.current && <Chip size="small" color="primary" label="This session" />}
        </Stack>
        <Typography variant="caption" component="div" color="text.secondary">
          Id <CopyId id={apiKey.apiKeyId} />
        </Typography>
      </TableCell>
      <TableCell>
        <code>{apiKey.hint}…</code>
      </TableCell>
      <TableCell>{facts.may}</TableCell>
      {hasTenants && <TableCell>{facts.worksIn}</TableCell>}
      <TableCell>{facts.made}</TableCell>
      <TableCell>{facts.ends}</TableCell>
      <TableCell>{facts.lastUsed}</TableCell>
      <TableCell align="right">
        <ApiKeyState apiKey={apiKey} onRevoke={onRevoke} />
      </TableCell>
    </TableRow>
  );
};
