// Many devices for an order in one call: serial numbers are pasted, or the server picks the oldest.
// What was refused stays in the box, to be mended and sent again.
import { Alert, Button, TextField } from '@mui/material';

import { DialogFrame } from '../../actions/DialogFrame';
import { count } from '../../format/write';
import { RefusalAlert } from '../../forms/RefusalAlert';
import { type Order, openUnits } from '../order';
import { FulfilChoices } from './FulfilChoices';
import { FulfilResults } from './FulfilResults';
import { PastedNumbers } from './PastedNumbers';
import { type Fulfilment, useFulfilment } from './useFulfilment';

interface Props {
  order: Order;
  onClose: () => void;
}

export const FulfilMany = ({ order, onClose }: Props) => {
  const open = order.items.filter((item) => openUnits(item) > 0);
  const fulfilment = useFulfilment(order, open);
  const { asked, change, item, serialNumbers, isSending, refusal, refused, results } = fulfilment;
  const isOver = open.length === 0;
  return (
    <DialogFrame
      title="Fulfil many"
      maxWidth="md"
      isToBeRead
      onClose={isSending ? undefined : onClose}
      onSubmit={fulfilment.submit}
      buttons={
        <>
          <Button onClick={onClose} disabled={isSending}>
            {results === undefined ? 'Not now' : 'Close'}
          </Button>
          {!isOver && (
            <Button
              type="submit"
              variant="contained"
              disabled={!fulfilment.isReady}
              loading={isSending}
            >
              {labelOf(asked, serialNumbers.length)}
            </Button>
          )}
        </>
      }
    >
      {results && !refusal && <FulfilResults order={order} results={results} />}
      {isOver && <Alert severity="success">Every unit of this order has a subscription now.</Alert>}
      {!isOver && item && (
        <>
          <FulfilChoices asked={asked} items={open} item={item} onChange={change} />
          {asked.by === 'numbers' && (
            <PastedNumbers
              text={asked.text}
              open={openUnits(item)}
              onChange={(text) => change({ text })}
            />
          )}
          <TextField
            type="date"
            name="startDate"
            label="Start date"
            value={asked.startDate}
            onChange={(event) => change({ startDate: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ maxWidth: 220 }}
          />
        </>
      )}
      {refused.length > 0 ? (
        <FulfilResults order={order} results={refused} isNothingDone />
      ) : (
        <RefusalAlert error={refusal} />
      )}
    </DialogFrame>
  );
};

/** What the button does. */
const labelOf = ({ by }: Fulfilment, numbers: number): string => {
  if (by === 'oldest') return 'Fulfil what is available';
  return numbers === 0 ? 'Fulfil' : `Fulfil ${count(numbers, 'unit')}`;
};
