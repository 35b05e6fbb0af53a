// Contract lengths as chips: the usual ones are a click away, any other is typed.
import { Autocomplete, Chip, TextField } from '@mui/material';
import { useState } from 'react';
import { useInput } from 'react-admin';

import { count } from '../format/write';
import { TERM_MAX, termsOf, USUAL_TERMS } from './terms';

interface Props {
  source: string;
  label: string;
  disabled: boolean;
  helperText: string | false;
}

export const TermsInput = ({ source, label, disabled, helperText }: Props) => {
  const { field, fieldState, id } = useInput({ source });
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string[]>([]);
  const terms: number[] = field.value ?? [];
  const take = (chosen: readonly (number | string)[]) => {
    const read = termsOf(chosen);
    setRefused(read.refused);
    setTyped(read.refused.join(' '));
    field.onChange(read.terms);
  };
  const fault =
    refused.length > 0
      ? `Whole months from 1 to ${TERM_MAX}, not ${refused.join(', ')}`
      : fieldState.error?.message;
  return (
    <Autocomplete<number, true, false, true>
      multiple
      freeSolo
      filterSelectedOptions
      id={id}
      disabled={disabled}
      options={USUAL_TERMS}
      getOptionLabel={monthsOf}
      value={terms}
      onChange={(_, chosen) => take(chosen)}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        // A choice has put what is left of it there by itself.
        if (reason === 'input') setTyped(text);
      }}
      onBlur={() => {
        // What was typed and not yet made a chip is meant too.
        if (typed.trim() !== '') take([...terms, typed]);
        field.onBlur();
      }}
      renderValue={(values, itemProps) =>
        values.map((value, index) => {
          const { key, ...chip } = itemProps({ index });
          return <Chip key={key} size="small" label={monthsOf(value)} {...chip} />;
        })
      }
      renderInput={(params) => (
        <TextField
          {...params}
          name={source}
          label={label}
          error={fault !== undefined}
          helperText={fault ?? (helperText || undefined)}
          inputRef={field.ref}
        />
      )}
    />
  );
};

const monthsOf = (term: number | string): string =>
  typeof term === 'number' ? count(term, 'month') : term;
