// One action on many rows: asks first, shows how far it is, and what came of each. It closes when the
// person has read that; the rows that were done are no longer selected then.
import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import {
  Form,
  useLogoutIfAccessDenied,
  useRefresh,
  useResourceContext,
  useUnselect,
} from 'react-admin';

import { DialogFrame } from '../actions/DialogFrame';
import { newIdempotencyKey } from '../api/client';
import { Refusal, reasonOf } from '../api/refusal';
import type { Sending } from '../forms/useSubmit';
import { BulkResults, type Outcome } from './BulkResults';
import { inTurn } from './inTurn';

/** One of the rows that are selected. */
export interface BulkRow {
  id: string;
  /** What people know it by. */
  label: ReactNode;
}

/** What a dialog of an action on many is given. */
export interface BulkProps {
  rows: BulkRow[];
  onClose: () => void;
}

interface Props<Values> extends BulkProps {
  /** What is done, as title and on the button: `Confirm 3 orders`. */
  label: string;
  /** What it means, in a sentence or two. */
  explanation: ReactNode;
  isDangerous?: boolean;
  defaultValues?: Partial<Values>;
  /** Does it for one, with what was filled in for all. */
  act: (id: string, sending: Sending, values: Values) => Promise<unknown>;
  /** Inputs of react-admin: what is asked before it begins. */
  children?: ReactNode;
}

export const BulkDialog = <Values extends object>(props: Props<Values>) => {
  const { label, explanation, isDangerous = false, defaultValues, rows, act, onClose } = props;
  const [step, setStep] = useState<'asking' | 'running' | 'over'>('asking');
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const isStopped = useRef(false);
  const asked = useRef({} as Values);
  const formId = useId();
  const refresh = useRefresh();
  const leaveIfEnded = useLogoutIfAccessDenied();
  const unselect = useUnselect(useResourceContext());
  // What is selected when it opens is meant, whatever happens to the list behind it.
  const [meant] = useState(() =>
    // One key a row, however often it is tried: what was refused may be sent again under it, and
    // what was done without our knowing is not done twice.
    rows.map((row) => ({ ...row, idempotencyKey: newIdempotencyKey() })),
  );

  const done = meant.filter(({ id }) => outcomes.get(id)?.state === 'done');
  const refused = meant.filter(({ id }) => outcomes.get(id)?.state === 'refused');
  const left = meant.length - done.length;

  const actOn = async ({ id, idempotencyKey }: (typeof meant)[number]): Promise<void> => {
    const put = (outcome: Outcome) => setOutcomes((all) => new Map(all).set(id, outcome));
    put({ state: 'running' });
    try {
      await act(id, { idempotencyKey }, asked.current);
      put({ state: 'done' });
    } catch (error) {
      void leaveIfEnded(error);
      // The session has ended: the rest would be refused alike.
      if (error instanceof Refusal && error.status === 401) isStopped.current = true;
      put({ state: 'refused', reason: reasonOf(error) });
    }
  };
  const run = async (): Promise<void> => {
    isStopped.current = false;
    setStep('running');
    await inTurn(
      meant.filter(({ id }) => outcomes.get(id)?.state !== 'done'),
      actOn,
      () => isStopped.current,
    );
    setStep('over');
    refresh();
  };
  const begin = async (values: object): Promise<void> => {
    asked.current = values as Values;
    await run();
  };
  const close = () => {
    unselect(
      done.map(({ id }) => id),
      true,
    );
    onClose();
  };

  return (
    <DialogFrame
      title={label}
      onClose={step === 'running' ? undefined : close}
      isToBeRead={step === 'over'}
      buttons={
        <>
          {step === 'asking' && <Button onClick={onClose}>Not now</Button>}
          {step === 'asking' && (
            <Button
              type="submit"
              form={formId}
              variant="contained"
              color={isDangerous ? 'error' : 'primary'}
            >
              {label}
            </Button>
          )}
          {step === 'running' && (
            <Button
              onClick={() => {
                isStopped.current = true;
              }}
            >
              Stop after these
            </Button>
          )}
          {step === 'over' && left > 0 && (
            <Button onClick={() => void run()}>Try the other {left} again</Button>
          )}
          {step === 'over' && (
            <Button variant="contained" onClick={close} autoFocus>
              Close
            </Button>
          )}
        </>
      }
    >
      {step === 'asking' && <Typography color="text.secondary">{explanation}</Typography>}
      {step === 'asking' && (
        <Form
          id={formId}
          defaultValues={defaultValues as Record<string, unknown> | undefined}
          onSubmit={begin}
          noValidate
          disableInvalidFormNotification
          resource="actions"
          record={NO_RECORD}
        >
          <Stack spacing={1.5}>{props.children}</Stack>
        </Form>
      )}
      {step === 'running' && (
        <LinearProgress
          variant="determinate"
          aria-label="Progress"
          value={((done.length + refused.length) / meant.length) * 100}
        />
      )}
      {step === 'over' && (
        <Alert severity={left === 0 ? 'success' : 'warning'}>
          {left === 0
            ? `All ${done.length} done.`
            : `${done.length} done, ${left} not. Those that were not stay selected.`}
        </Alert>
      )}
      <BulkResults rows={meant} outcomes={outcomes} />
    </DialogFrame>
  );
};

/** The form begins with its own values and not with those of the page's record. */
const NO_RECORD = {};
