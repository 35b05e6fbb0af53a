// The box for serial numbers, and beneath it what was read from it.
import { TextField } from '@mui/material';

import { count } from '../../format/write';
import { readSerialNumbers } from './serialNumbers';

interface Props {
  text: string;
  /** Units that wait. */
  open: number;
  onChange: (text: string) => void;
}

/** Repeated numbers that are named. */
const NAMED = 5;

export const PastedNumbers = ({ text, open, onChange }: Props) => {
  const { serialNumbers, repeated } = readSerialNumbers(text);
  const isTooMany = serialNumbers.length > open;
  const named = repeated.slice(0, NAMED).join(', ');
  return (
    <TextField
      name="serialNumbers"
      label="Serial numbers"
      value={text}
      onChange={(event) => onChange(event.target.value)}
      multiline
      minRows={5}
      maxRows={14}
      autoFocus
      error={isTooMany}
      helperText={
        <span role="status">
          {serialNumbers.length === 0
            ? 'Paste them one a line; commas, semicolons and tabs work too.'
            : `${serialNumbers.length} for ${count(open, 'open unit')}.`}
          {isTooMany && ` Take ${serialNumbers.length - open} out.`}
          {repeated.length > 0 &&
            ` Counted once though pasted more often: ${named}${repeated.length > NAMED ? ' …' : ''}.`}
        </span>
      }
      slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
    />
  );
};
