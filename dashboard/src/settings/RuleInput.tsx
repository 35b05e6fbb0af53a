// One setting as an input.
import { FormHelperText, InputAdornment } from '@mui/material';
import { useMemo } from 'react';
import { AutocompleteInput, BooleanInput, NumberInput, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { MoneyInput } from '../forms/MoneyInput';
import { type Rule, wholeFault } from './rules';
import { TermsInput } from './TermsInput';

export const RuleInput = ({ rule, disabled }: { rule: Rule; disabled: boolean }) => {
  const decides = useWatch({ name: rule.when?.source ?? '' }) as string | undefined;
  if (rule.when && !(decides !== undefined && rule.when.is.includes(decides))) return null;
  const { source, label } = rule;
  const shared = {
    source,
    label,
    disabled,
    fullWidth: true,
    helperText: rule.help ?? false,
  } as const;
  switch (rule.kind) {
    case 'text':
      return <TextInput {...shared} />;
    case 'note':
      return <TextInput {...shared} multiline minRows={3} />;
    case 'lines':
      return <TextInput {...shared} multiline minRows={3} format={joined} parse={split} />;
    case 'zone':
      return <ZoneInput {...shared} />;
    case 'switch':
      return (
        <>
          <BooleanInput source={source} label={label} disabled={disabled} helperText={false} />
          {rule.help && <FormHelperText>{rule.help}</FormHelperText>}
        </>
      );
    case 'amount':
      return <MoneyInput {...shared} />;
    case 'percent':
      return <NumberInput {...shared} min={0} max={100} step="any" slotProps={unit('%')} />;
    case 'whole':
      return (
        <NumberInput
          {...shared}
          helperText={rule.help ?? `From ${rule.from} to ${rule.to}`}
          min={rule.from}
          max={rule.to}
          step={1}
          validate={(value: unknown) => wholeFault(rule, value)}
          slotProps={unit(rule.unit)}
        />
      );
    case 'terms':
      return <TermsInput {...shared} />;
    case 'choice':
      return (
        <SelectInput
          {...shared}
          choices={Object.entries(rule.choices).map(([id, name]) => ({ id, name }))}
          // None of them can be left without an answer.
          isRequired
        />
      );
  }
};

type Shared = {
  source: string;
  label: string;
  disabled: boolean;
  fullWidth: true;
  helperText: string | false;
};

const ZoneInput = (shared: Shared) => {
  const choices = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') })),
    [],
  );
  return <AutocompleteInput {...shared} choices={choices} />;
};

const unit = (text: string | undefined) =>
  text === undefined
    ? {}
    : { input: { endAdornment: <InputAdornment position="end">{text}</InputAdornment> } };

const joined = (lines: string[] | undefined): string => (lines ?? []).join('\n');
const split = (text: string): string[] => (text === '' ? [] : text.split('\n'));
