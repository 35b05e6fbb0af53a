// Text with suggestions: any text goes, the usual ones are a click away.
import { Autocomplete, TextField } from '@mui/material';
import { type InputProps, useInput, ValidationError } from 'react-admin';

interface Props extends Pick<InputProps, 'source' | 'defaultValue' | 'helperText' | 'validate'> {
  label: string;
  suggestions: readonly string[];
  required?: boolean;
  /** Under the field while nothing is wrong. */
  hint?: string;
  /** In a filter: the value is set when it is chosen, on Enter and on leaving, not while it is typed. */
  isFilter?: boolean;
  alwaysOn?: boolean;
}

export const SuggestInput = (all: Props) => {
  const { label, suggestions, required, hint, isFilter = false, alwaysOn: _, ...props } = all;
  const { field, fieldState, id } = useInput(props);
  return (
    <Autocomplete
      freeSolo
      fullWidth
      options={suggestions}
      value={field.value || null}
      autoSelect={isFilter}
      onChange={(_, text) => {
        if (isFilter) field.onChange(text ?? '');
      }}
      onInputChange={(_, text) => {
        if (!isFilter) field.onChange(text);
      }}
      {...(!isFilter && { inputValue: field.value ?? '' })}
      onBlur={field.onBlur}
      id={id}
      // Choosing with Enter must not send the form.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.currentTarget.querySelector('[aria-expanded="true"]'))
          event.preventDefault();
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required ?? false}
          name={field.name}
          margin={isFilter ? 'none' : 'dense'}
          error={fieldState.invalid}
          helperText={
            fieldState.error?.message ? <ValidationError error={fieldState.error.message} /> : hint
          }
          inputRef={field.ref}
        />
      )}
    />
  );
};
