// What can be done with the selected rows of a list: a button for each action. The code of its dialog
// is fetched when it is opened first.
import { Button, type SvgIconProps } from '@mui/material';
import { type ComponentType, type ReactNode, Suspense, useState } from 'react';
import type { RaRecord } from 'react-admin';

import type { BulkProps } from './BulkDialog';
import { useSelected } from './useSelected';

/** An action on many rows. */
export interface BulkAction {
  /** The button's words: `Confirm selected`. */
  label: string;
  Icon: ComponentType<SvgIconProps>;
  /** It ends or takes away something. */
  isDangerous?: true;
  Dialog: ComponentType<BulkProps>;
}

interface Props<T> {
  actions: readonly BulkAction[];
  /** What people know a row by. */
  labelOf: (row: T) => ReactNode;
  /** Buttons that need no dialog. */
  children?: ReactNode;
}

export const BulkActions = <T extends RaRecord>({ actions, labelOf, children }: Props<T>) => {
  const [open, setOpen] = useState<BulkAction>();
  return (
    <>
      {children}
      {actions.map((action) => (
        <Button
          key={action.label}
          size="small"
          color={action.isDangerous ? 'error' : 'primary'}
          startIcon={<action.Icon />}
          onClick={() => setOpen(action)}
        >
          {action.label}
        </Button>
      ))}
      {open && (
        <Suspense fallback={null}>
          <Opened Dialog={open.Dialog} labelOf={labelOf} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </>
  );
};

interface OpenedProps<T> extends Pick<BulkProps, 'onClose'>, Pick<Props<T>, 'labelOf'> {
  Dialog: BulkAction['Dialog'];
}

const Opened = <T extends RaRecord>({ Dialog, labelOf, onClose }: OpenedProps<T>) => (
  <Dialog rows={useSelected(labelOf)} onClose={onClose} />
);
