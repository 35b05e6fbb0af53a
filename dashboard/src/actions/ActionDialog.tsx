// One action on an entity: what it does, its fields, what it would cost, and the button that does it.
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import { Form, useNotify, useRefresh } from 'react-admin';
import { useNavigate } from 'react-router-dom';

import { Refusal } from '../api/refusal';
import { RefusalAlert } from '../forms/RefusalAlert';
import { RefusedFields } from '../forms/RefusedFields';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { useSaveKey } from '../keyboard/useSaveKey';

interface Props<Values, Result> {
  /** What is done, as a title: `Extend the contract`. */
  title: string;
  /** The button's words: `Extend`. */
  label: string;
  /** What it means, in a sentence or two. */
  explanation?: ReactNode;
  /** The action ends or takes away something. */
  isDangerous?: boolean;
  defaultValues?: Partial<Values>;
  /** Does it; the API's own sentence (`message`) is shown afterwards, or `said`. */
  act: (values: Values, sending: Sending) => Promise<Result & { message?: string }>;
  /** What is shown afterwards where the API's sentence has another word for it. */
  said?: string;
  /** Told after it was done, before the page is read again. */
  onDone?: (result: Result) => void;
  /** Where to go afterwards, from a page whose entity is gone then: that is not read again. */
  leavesFor?: string;
  onClose: () => void;
  /** After it was done the dialog stays, its form as at first, for the next one. */
  staysOpen?: boolean;
  /** Inputs of react-admin, named as in the API's body. */
  children?: ReactNode;
  maxWidth?: 'xs' | 'sm' | 'md';
}

/** Shown while the action is open: mount it to open, unmount it to close. */
export const ActionDialog = <Values extends object, Result extends object>(
  props: Props<Values, Result>,
) => {
  const { title, label, explanation, isDangerous = false, defaultValues, act, onClose } = props;
  const { onDone, said, leavesFor, staysOpen = false } = props;
  const [turn, setTurn] = useState(0);
  const titleId = useId();
  const notify = useNotify();
  const refresh = useRefresh();
  const leave = useLeave();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const done = useCallback(
    (result: Result & { message?: string }) => {
      notify(said ?? result.message ?? 'Done', { type: 'success' });
      onDone?.(result);
      if (leavesFor === undefined) refresh();
      else leave(leavesFor);
      if (staysOpen) setTurn((at) => at + 1);
      else onClose();
    },
    [notify, refresh, leave, said, onDone, leavesFor, onClose, staysOpen],
  );
  const { submit, refusal, isSending } = useSubmit(act, done);
  const isStale = refusal instanceof Refusal && refusal.isStale;
  useEffect(() => {
    // The page behind shows what somebody else did, or an attempt whose answer was lost.
    if (refusal instanceof Refusal && (refusal.isStale || refusal.isKeyReused)) refresh();
  }, [refusal, refresh]);
  const onKeyDown = useSaveKey();
  return (
    <Dialog
      open
      fullWidth
      fullScreen={isNarrow && props.children !== undefined}
      maxWidth={props.maxWidth ?? 'xs'}
      onClose={isSending ? undefined : onClose}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      sx={BUTTONS_IN_SIGHT}
    >
      <Form
        key={turn}
        defaultValues={defaultValues as Record<string, unknown> | undefined}
        resetOptions={KEEP_TYPED}
        onSubmit={(values: object) => submit(values as Values)}
        noValidate
        disableInvalidFormNotification
        resource="actions"
        record={NO_RECORD}
      >
        <RefusedFields error={refusal} />
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={1.5} sx={{ pt: 0.75 }}>
            {explanation && <DialogContentText component="div">{explanation}</DialogContentText>}
            {props.children}
            {isStale ? (
              <Alert severity="warning" role="alert">
                Somebody changed this meanwhile, so nothing was done. The page behind shows it as it
                is now: look, then press {label} again, or leave it.
              </Alert>
            ) : (
              <RefusalAlert error={refusal} />
            )}
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={isSending}>
            Not now
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={isDangerous ? 'error' : 'primary'}
            loading={isSending}
          >
            {label}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
};

/** Goes to another page, which reads anew what it shows. */
const useLeave = () => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useCallback(
    (to: string) => {
      void queries.invalidateQueries({ refetchType: 'none' });
      navigate(to);
    },
    [navigate, queries],
  );
};

/** The fields scroll, and the buttons stay. */
const BUTTONS_IN_SIGHT = {
  '& .MuiDialog-paper > form': {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    flexGrow: 1,
  },
};

/** Values to begin with may come late or change with the page behind; what was typed stays. */
const KEEP_TYPED = { keepDirtyValues: true };

/** The dialog's form begins with its own values and not with those of the page's record. */
const NO_RECORD = {};
