// Whether numbers are pasted or the server picks, for which item, and what a refused one means.
import {
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormLabel,
  MenuItem,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { useId } from 'react';

import { count } from '../../format/write';
import { type OrderItem, openUnits } from '../order';
import type { Fulfilment } from './useFulfilment';

interface Props {
  asked: Fulfilment;
  /** Items with open units. */
  items: OrderItem[];
  /** The one of them that pasted numbers are for. */
  item: OrderItem;
  onChange: (some: Partial<Fulfilment>) => void;
}

export const FulfilChoices = ({ asked, items, item, onChange }: Props) => {
  const labelId = useId();
  const open = items.reduce((sum, it) => sum + openUnits(it), 0);
  return (
    <>
      <FormControl>
        <FormLabel id={labelId}>Which devices</FormLabel>
        <RadioGroup
          aria-labelledby={labelId}
          value={asked.by}
          onChange={(_, by) => onChange({ by: by === 'oldest' ? 'oldest' : 'numbers' })}
        >
          <FormControlLabel
            value="numbers"
            control={<Radio size="small" />}
            label="Those whose serial numbers I paste"
          />
          <FormControlLabel
            value="oldest"
            control={<Radio size="small" />}
            label={`The oldest available ones, for ${open === 1 ? 'the open unit' : `all ${open} open units`}`}
          />
        </RadioGroup>
      </FormControl>
      {asked.by === 'numbers' && (
        <TextField
          select
          name="itemId"
          label="For the item"
          value={item.itemId}
          onChange={(event) => onChange({ itemId: event.target.value })}
        >
          {items.map((it) => (
            <MenuItem key={it.itemId} value={it.itemId}>
              {it.productName} ({it.sku}), {count(it.contractLength, 'month')}:{' '}
              {count(openUnits(it), 'open unit')}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Box>
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={asked.allOrNothing}
              onChange={(_, allOrNothing) => onChange({ allOrNothing })}
            />
          }
          label="All or nothing: if one is refused, none is fulfilled"
        />
      </Box>
    </>
  );
};
