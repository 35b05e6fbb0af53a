// Somebody else changed the entity while it was being edited (412): what they changed, and a choice.
import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';

import { DialogFrame } from '../actions/DialogFrame';
import { type Difference, shown } from './differences';
import { pathInWords } from './pathInWords';

interface Props {
  /** What differs between the entity as it was opened and as it is now. */
  differences: Difference[];
  /** What people know the value at a path by; derived from the path unless told. */
  labelOf?: (path: string) => string;
  /** Saves what is in the form over what they did. */
  onKeepMine: () => void;
  /** Gives up what is in the form. */
  onTakeTheirs: () => void;
  onClose: () => void;
}

export const StaleDialog = ({ labelOf = pathInWords, ...props }: Props) => (
  <DialogFrame
    title="Somebody changed this meanwhile"
    maxWidth="md"
    onClose={props.onClose}
    buttons={
      <>
        <Button onClick={props.onClose}>Back to the form</Button>
        <Button onClick={props.onTakeTheirs}>Take theirs, drop mine</Button>
        <Button variant="contained" onClick={props.onKeepMine}>
          Save mine over it
        </Button>
      </>
    }
  >
    <Typography color="text.secondary">
      Nothing of yours is lost. Look at what they changed, then choose what stands.
    </Typography>
    {props.differences.length === 0 ? (
      <Typography color="text.secondary">Nothing that stands in this form differs.</Typography>
    ) : (
      <Table size="small" sx={BROKEN_WHERE_NARROW}>
        <TableHead>
          <TableRow>
            <TableCell>Field</TableCell>
            <TableCell>When you opened it</TableCell>
            <TableCell>Now</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.differences.map((it) => (
            <TableRow key={it.path}>
              <TableCell>{labelOf(it.path)}</TableCell>
              <TableCell>{shown(it.before)}</TableCell>
              <TableCell>{shown(it.now)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
  </DialogFrame>
);

const BROKEN_WHERE_NARROW = {
  '& td': { overflowWrap: 'anywhere', verticalAlign: 'top' },
  '& th': { whiteSpace: 'normal', verticalAlign: 'bottom' },
};
