// How many units of a line, changed in place.
import { TextField } from '@mui/material';
import type { UseControllerReturn } from 'react-hook-form';

import { QUANTITY_MAX } from './quantity';
import type { OrderForm } from './values';

interface Props {
  field: UseControllerReturn<OrderForm, `items.${number}.quantity`>['field'];
  /** Of the line, for screen readers. */
  name: string;
  isLocked: boolean;
  isFault: boolean;
}

export const ItemQuantity = ({ field, name, isLocked, isFault }: Props) => (
  <TextField
    type="number"
    size="small"
    value={field.value ?? ''}
    name={field.name}
    inputRef={field.ref}
    disabled={isLocked}
    onBlur={field.onBlur}
    onChange={(event) =>
      field.onChange(event.target.value === '' ? null : Number(event.target.value))
    }
    error={isFault}
    slotProps={{ htmlInput: { min: 1, max: QUANTITY_MAX, 'aria-label': `Quantity of ${name}` } }}
    sx={{ width: 84, justifySelf: { xs: 'end', sm: 'start' } }}
  />
);
