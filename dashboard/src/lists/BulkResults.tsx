// The rows of an action on many, each with what came of it.
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import RefusedIcon from '@mui/icons-material/ErrorOutlineOutlined';
import WaitingIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import { Box, CircularProgress, Typography } from '@mui/material';

import type { BulkRow } from './BulkDialog';

/** What became of a row; without one it waits. */
export type Outcome = { state: 'running' | 'done' } | { state: 'refused'; reason: string };

interface Props {
  rows: BulkRow[];
  outcomes: ReadonlyMap<string, Outcome>;
}

export const BulkResults = ({ rows, outcomes }: Props) => (
  <Box
    component="ul"
    // Scrolls by itself, and by keyboard.
    tabIndex={0}
    aria-label="Selected"
    sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 320, overflowY: 'auto' }}
  >
    {rows.map(({ id, label }) => {
      const outcome = outcomes.get(id);
      return (
        <Box
          component="li"
          key={id}
          sx={{ display: 'flex', gap: 1.25, py: 0.75, alignItems: 'flex-start' }}
        >
          <Mark outcome={outcome} />
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2">{label}</Typography>
            {outcome?.state === 'refused' && (
              <Typography variant="body2" color="error">
                {outcome.reason}
              </Typography>
            )}
          </Box>
        </Box>
      );
    })}
  </Box>
);

const Mark = ({ outcome }: { outcome: Outcome | undefined }) => {
  switch (outcome?.state) {
    case 'running':
      return <CircularProgress size={18} aria-label="Under way" />;
    case 'done':
      return <DoneIcon color="success" fontSize="small" titleAccess="Done" />;
    case 'refused':
      return <RefusedIcon color="error" fontSize="small" titleAccess="Refused" />;
    default:
      return <WaitingIcon color="disabled" fontSize="small" />;
  }
};
