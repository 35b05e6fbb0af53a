// What can be done with a subscription while it runs. Every end is final, so an ended one offers nothing.
import { Button } from '@mui/material';
import { type ComponentType, useState } from 'react';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { useCan } from '../session/useSession';
import { BuyOutDevice } from './BuyOutDevice';
import { CancelSubscription } from './CancelSubscription';
import { CompleteSubscription } from './CompleteSubscription';
import { isTermOver } from './contractEnd';
import { ExtendSubscription } from './ExtendSubscription';
import { ReplaceDevice } from './ReplaceDevice';
import { ReturnEarly } from './ReturnEarly';
import { UpgradeSubscription } from './UpgradeSubscription';

/** What a dialog of an action is given. */
export interface ActionProps {
  rental: Rows['subscriptions'];
  onClose: () => void;
}

interface Action {
  label: string;
  Dialog: ComponentType<ActionProps>;
  /** It takes something away that does not come back. */
  isDangerous?: boolean;
}

const CANCEL: Action = { label: 'Cancel', Dialog: CancelSubscription, isDangerous: true };
const ACTIONS: Action[] = [
  CANCEL,
  { label: 'Early return', Dialog: ReturnEarly },
  { label: 'Buy out', Dialog: BuyOutDevice },
  { label: 'Replace device', Dialog: ReplaceDevice },
  { label: 'Upgrade', Dialog: UpgradeSubscription },
  { label: 'Extend', Dialog: ExtendSubscription },
];
const COMPLETE: Action = { label: 'Complete', Dialog: CompleteSubscription };

export const SubscriptionActions = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { today } = useFormat();
  const mayWrite = useCan('subscriptions:write');
  const [open, setOpen] = useState<Action>();
  const isOver = isTermOver(rental, today());
  const actions = isOver ? [...ACTIONS, COMPLETE] : ACTIONS;
  return (
    <>
      {mayWrite &&
        rental.status === 'active' &&
        actions.map((action) => (
          <Button
            key={action.label}
            variant={action === actions.at(-1) ? 'contained' : 'outlined'}
            color={action.isDangerous ? 'error' : 'primary'}
            onClick={() => setOpen(action)}
          >
            {action.label}
          </Button>
        ))}
      {open && <open.Dialog rental={rental} onClose={() => setOpen(undefined)} />}
    </>
  );
};
