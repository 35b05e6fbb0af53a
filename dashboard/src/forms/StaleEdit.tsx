// The choice after a stale save (412), for a form that edits one entity: reads what stands now,
// shows what differs, and saves over it or takes it.
import { Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';

import { DialogFrame } from '../actions/DialogFrame';
import { resourceOf } from '../data/resources';
import { Unread } from '../layout/Unread';
import { differences } from './differences';
import { StaleDialog } from './StaleDialog';

/**
 * What a form that edits keeps beside its inputs: the entity as it was when the form opened. It is
 * part of the values so that it survives a reload with them; what is sent is what differs from it.
 */
export interface Editing<T> {
  _opened: T;
}

interface Versioned {
  _version?: string | undefined;
}

interface Props<T> {
  resource: string;
  id: string;
  /** Names that stand in the form; all, unless told. */
  within?: string[];
  /** The entity by the names that people know, where its own would not do: they are shown as they are. */
  inWords?: (entity: T) => object;
  /** The form's values for an entity. */
  valuesOf: (now: T) => object;
  close: () => void;
  again: () => void;
  forget: () => void;
}

export const StaleEdit = <T extends Versioned>(props: Props<T>) => {
  const { resource, id, within, inWords, valuesOf } = props;
  const { close, again, forget } = props;
  const form = useFormContext<Editing<Versioned>>();
  const {
    data: now,
    error,
    refetch,
    isFetching,
  } = useQuery({
    queryKey: [resource, 'stale', id],
    queryFn: async () => {
      const read = await resourceOf(resource).one?.(id);
      return { ...(read?.data as T), id, _version: read?.version };
    },
    gcTime: 0,
    staleTime: 0,
  });
  if (now === undefined) {
    if (error === null) return null;
    return (
      <DialogFrame
        title="Somebody changed this meanwhile"
        onClose={close}
        buttons={<Button onClick={close}>Back to the form</Button>}
      >
        <Typography>
          Nothing was saved, and nothing of yours is lost. What they changed could not be read:
        </Typography>
        <Unread error={error} again={refetch} isTrying={isFetching} />
      </DialogFrame>
    );
  }
  const named = (entity: T): object => inWords?.(entity) ?? entity;
  return (
    <StaleDialog
      differences={differences(named(form.getValues('_opened') as T), named(now), within)}
      {...(inWords && { labelOf: asItIs })}
      onKeepMine={() => {
        // Compared with what was opened still, so that only what was changed here goes over theirs.
        form.setValue('_opened', { ...form.getValues('_opened'), _version: now._version });
        close();
        again();
      }}
      onTakeTheirs={() => {
        forget();
        form.reset(valuesOf(now) as Editing<Versioned>);
        close();
      }}
      onClose={close}
    />
  );
};

const asItIs = (label: string): string => label;
