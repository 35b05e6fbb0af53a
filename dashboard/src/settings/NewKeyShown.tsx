// The key itself, this once.
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  InputAdornment,
  Stack,
  TextField,
  Tooltip,
} from '@mui/material';
import { useState } from 'react';

import type { Schema } from '../api/client';

interface Props {
  made: Schema<'ApiKeyCreatedBody'>;
  onClose: () => void;
}

export const NewKeyShown = ({ made, onClose }: Props) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (made.apiKey === null) return;
    await navigator.clipboard.writeText(made.apiKey);
    setCopied(true);
  };
  return (
    // A click beside it does not close it: the key would be gone.
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="new-key-title">
      <DialogTitle id="new-key-title">Key “{made.key.name}”</DialogTitle>
      <DialogContent>
        {made.apiKey === null ? (
          <Alert severity="warning">{made.message}</Alert>
        ) : (
          <Stack spacing={2}>
            <Alert severity="info">
              Copy it now and keep it safe. It is not shown again; nobody can read it back.
            </Alert>
            <TextField
              label="API key"
              value={made.apiKey}
              fullWidth
              onFocus={(event) => event.target.select()}
              slotProps={{
                input: {
                  readOnly: true,
                  sx: { fontFamily: 'monospace' },
                  endAdornment: (
                    <InputAdornment position="end">
                      <Tooltip title={isCopied ? 'Copied' : 'Copy'}>
                        <IconButton aria-label="Copy the key" onClick={() => void copy()}>
                          <ContentCopyIcon fontSize="small" />
                        </IconButton>
                      </Tooltip>
                    </InputAdornment>
                  ),
                },
              }}
            />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {made.apiKey === null ? 'Close' : 'I have kept it'}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
