// What is to be said or done with an API key: that it is revoked, or the button that does it.
import { Button, Chip } from '@mui/material';

import { type ApiKey, useApiKeyFacts } from './useApiKeyFacts';

interface Props {
  apiKey: ApiKey;
  /** Absent where the key that is signed in may not. */
  onRevoke?: ((key: ApiKey) => void) | undefined;
}

export const ApiKeyState = ({ apiKey, onRevoke }: Props) => {
  const { revoked } = useApiKeyFacts()(apiKey);
  if (revoked) return <Chip size="small" variant="outlined" label={revoked} />;
  // Who revokes the key they work with stands outside.
  if (onRevoke === undefined || apiKey.current) return null;
  return (
    <Button
      size="small"
      color="error"
      aria-label={`Revoke ${apiKey.name}`}
      onClick={() => onRevoke(apiKey)}
    >
      Revoke
    </Button>
  );
};
