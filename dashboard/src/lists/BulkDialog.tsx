// One action on many rows: asks first, shows how far it is, and what came of each. It closes when the
// person has read that; the rows that were done are no longer selected then.
import { Alert, Button, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import { useLogoutIfAccessDenied, useRefresh, useResourceContext, useUnselect } from 'react-admin';

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
  label: string;
}

interface Props {
  /** Such as `Confirm 3 orders`. */
  title: string;
  /** What it means, in a sentence or two. */
  explanation: ReactNode;
  /** The button's words: `Confirm 3 orders`. */
  label: string;
  isDangerous?: boolean;
  rows: BulkRow[];
  /** Does it for one. */
  act: (id: string, sending: Sending) => Promise<unknown>;
  onClose: () => void;
  /** What is asked before it begins. */
  children?: ReactNode;
}

export const BulkDialog = (props: Props) => {
  const { title, explanation, label, isDangerous = false, rows, act, onClose, children } = props;
  const [step, setStep] = useState<'asking' | 'running' | 'over'>('asking');
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const isStopped = useRef(false);
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
      await act(id, { idempotencyKey });
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
  const close = () => {
    unselect(
      done.map(({ id }) => id),
      true,
    );
    onClose();
  };

  return (
    <DialogFrame
      title={title}
      onClose={step === 'running' ? undefined : close}
      isToBeRead={step === 'over'}
      onSubmit={() => {
        if (step === 'asking') void run();
      }}
      buttons={
        <>
          {step === 'asking' && <Button onClick={onClose}>Not now</Button>}
          {step === 'asking' && (
            <Button type="submit" variant="contained" color={isDangerous ? 'error' : 'primary'}>
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
      {step === 'asking' && children}
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
