// How many, while a line is being chosen.
import { TextField } from '@mui/material';

import { isQuantity, QUANTITY_FAULT, QUANTITY_MAX } from './quantity';

interface Props {
  /** As it is typed. */
  value: string;
  onChange: (value: string) => void;
}

export const QuantityField = ({ value, onChange }: Props) => {
  const isFault = !isQuantity(Number(value));
  return (
    <TextField
      label="Quantity"
      type="number"
      size="small"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={isFault}
      helperText={isFault && QUANTITY_FAULT}
      slotProps={{ htmlInput: { min: 1, max: QUANTITY_MAX, step: 1 } }}
      sx={{ width: 140 }}
    />
  );
};
