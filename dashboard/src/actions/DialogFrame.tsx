// A dialog with a title, words and buttons; the whole screen where it is narrow. Not here: one that
// is a form and closes when it is done (ActionDialog).
import {
  Box,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { type FormEvent, type ReactNode, useId } from 'react';

import { useSaveKey } from '../keyboard/useSaveKey';

interface Props {
  title: string;
  /** Without it, neither Esc nor a click beside it closes the dialog. */
  onClose: (() => void) | undefined;
  /** A click beside it closes nothing: what it shows is to be read first. */
  isToBeRead?: boolean;
  /** It fades, and catches clicks meanwhile: the second of a double one is for nothing below it. */
  isLeaving?: boolean;
  /** It has faded. */
  onGone?: () => void;
  maxWidth?: 'xs' | 'sm' | 'md';
  /** The most wanted one last. */
  buttons: ReactNode;
  /** Makes the dialog a form that this is done with. */
  onSubmit?: () => void;
  children: ReactNode;
}

export const DialogFrame = (props: Props) => {
  const { title, onClose, isToBeRead = false, maxWidth = 'sm', buttons, onSubmit } = props;
  const { isLeaving = false, onGone } = props;
  const titleId = useId();
  const onKeyDown = useSaveKey();
  const { breakpoints, transitions } = useTheme();
  const isNarrow = useMediaQuery(breakpoints.down('sm'));
  return (
    <Dialog
      open={!isLeaving}
      // Longer than the pause between the clicks of a double one.
      transitionDuration={{
        enter: transitions.duration.enteringScreen,
        exit: transitions.duration.standard,
      }}
      {...(onGone && { slotProps: { transition: { onExited: onGone } } })}
      fullWidth
      fullScreen={isNarrow}
      maxWidth={maxWidth}
      onClose={(_, reason) => {
        if (!(isToBeRead && reason === 'backdropClick')) onClose?.();
      }}
      aria-labelledby={titleId}
    >
      <Box
        component={onSubmit ? 'form' : 'div'}
        noValidate
        sx={{ display: 'contents' }}
        onKeyDown={onKeyDown}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 0.5 }}>
            {props.children}
          </Stack>
        </DialogContent>
        <DialogActions disableSpacing sx={BUTTONS}>
          {buttons}
        </DialogActions>
      </Box>
    </Dialog>
  );
};

/** Side by side as far as there is room; a button's words stay on one line. */
const BUTTONS = {
  px: 3,
  pb: 2,
  gap: 1,
  flexWrap: 'wrap',
  '& .MuiButton-root': { whiteSpace: 'nowrap' },
};
