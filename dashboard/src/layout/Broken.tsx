// In place of a page that could not be fetched, or that broke.
import { Alert, Button } from '@mui/material';
import type { ErrorProps } from 'react-admin';

/** What browsers say of a page's code that they could not fetch. */
const UNFETCHED = /imported module|importing a module|preload/i;

export const Broken = ({ error }: ErrorProps) => {
  const isFetching = UNFETCHED.test(String(error));
  return (
    <Alert
      severity="error"
      sx={{ my: 3, maxWidth: 640 }}
      action={
        <Button color="inherit" onClick={() => window.location.reload()}>
          Try again
        </Button>
      }
    >
      {isFetching
        ? 'This page could not be fetched: the server cannot be reached. Nothing is lost.'
        : 'This page broke, through a fault of ours. What was saved is safe.'}
    </Alert>
  );
};
