// The dialog around a line of the order: add it, add another, or leave it.
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { type FormEvent, type ReactNode, type RefObject, useId, useState } from 'react';

import { useSaveKey } from '../../keyboard/useSaveKey';
import type { ItemForm } from './values';

interface Props {
  isNew: boolean;
  /** What stands in the fields; nothing as long as it is not whole. */
  line: ItemForm | undefined;
  onSave: (line: ItemForm) => void;
  /** Empties the fields for another line. */
  onNext: () => void;
  onClose: () => void;
  /** Where the writing begins. */
  firstInput: RefObject<HTMLInputElement | null>;
  children: ReactNode;
}

export const ItemFrame = (props: Props) => {
  const { isNew, line, onSave, onNext, onClose, firstInput, children } = props;
  const titleId = useId();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const onKeyDown = useSaveKey();
  const [last, setLast] = useState<string>();
  // Told until the next line is whole.
  const added = line === undefined ? last : undefined;
  const save = (next: 'close' | 'another') => {
    if (line === undefined) {
      firstInput.current?.focus();
      return;
    }
    onSave(line);
    if (next === 'close') {
      onClose();
      return;
    }
    setLast(`${line.quantity} × ${line.productName} added`);
    onNext();
    firstInput.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands in the order's form, which is not sent yet.
    event.stopPropagation();
    save('close');
  };
  return (
    <Dialog
      open
      fullWidth
      fullScreen={isNarrow}
      maxWidth="sm"
      onClose={onClose}
      onKeyDown={onKeyDown}
      aria-labelledby={titleId}
      // MUI puts the focus on the dialog itself; whoever opens it wants to write.
      slotProps={{ transition: { onEntered: () => firstInput.current?.focus() } }}
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>{isNew ? 'Add item' : 'Change item'}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {children}
            <div aria-live="polite">{added}</div>
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{added ? 'Done' : 'Cancel'}</Button>
          {isNew && (
            <Button variant="outlined" onClick={() => save('another')} disabled={!line}>
              Add another
            </Button>
          )}
          <Button type="submit" variant="contained" disabled={!line}>
            {isNew ? 'Add' : 'Change'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
