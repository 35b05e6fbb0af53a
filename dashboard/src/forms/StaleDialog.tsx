// Somebody else changed the entity while it was being edited (412): what they changed, and a choice.
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';

import { type Difference, shown } from './differences';

interface Props {
  /** What differs between the entity as it was opened and as it is now. */
  differences: Difference[];
  /** Saves what is in the form over what they did. */
  onKeepMine: () => void;
  /** Gives up what is in the form. */
  onTakeTheirs: () => void;
  onClose: () => void;
}

export const StaleDialog = ({ differences, onKeepMine, onTakeTheirs, onClose }: Props) => (
  <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="stale-title">
    <DialogTitle id="stale-title">Somebody changed this meanwhile</DialogTitle>
    <DialogContent>
      <DialogContentText sx={{ mb: 2 }}>
        Nothing of yours is lost. Look at what they changed, then choose what stands.
      </DialogContentText>
      {differences.length === 0 ? (
        <DialogContentText>Nothing that stands in this form differs.</DialogContentText>
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>Field</TableCell>
              <TableCell>When you opened it</TableCell>
              <TableCell>Now</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {differences.map((it) => (
              <TableRow key={it.path}>
                <TableCell>{it.path}</TableCell>
                <TableCell>{shown(it.before)}</TableCell>
                <TableCell>{shown(it.now)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </DialogContent>
    <DialogActions>
      <Button onClick={onClose}>Back to the form</Button>
      <Button onClick={onTakeTheirs}>Take theirs, drop mine</Button>
      <Button variant="contained" onClick={onKeepMine}>
        Save mine over it
      </Button>
    </DialogActions>
  </Dialog>
);
