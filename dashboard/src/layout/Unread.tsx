// What could not be read: why, and another try.
import { Alert, type AlertProps, Button } from '@mui/material';

import { Refusal, reasonOf } from '../api/refusal';

interface Props extends Pick<AlertProps, 'sx'> {
  error: unknown;
  /** Reads it once more. */
  again?: () => unknown;
  /** While it is read. */
  isTrying?: boolean;
}

export const Unread = ({ error, again, isTrying = false, sx }: Props) => (
  <Alert
    severity="error"
    sx={{ overflowWrap: 'anywhere', ...sx }}
    action={
      again && (
        <Button
          color="inherit"
          size="small"
          loading={isTrying}
          sx={{ whiteSpace: 'nowrap' }}
          onClick={() => void again()}
        >
          Try again
        </Button>
      )
    }
  >
    {whyOf(error)}
  </Alert>
);

/** Of a read that got no answer there is nothing to say about happening twice. */
const whyOf = (error: unknown): string =>
  error instanceof Refusal && error.status === 0
    ? 'The server cannot be reached.'
    : reasonOf(error);
