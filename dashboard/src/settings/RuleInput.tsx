// One setting as an input.
import { FormHelperText, InputAdornment } from '@mui/material';
import { useMemo } from 'react';
import {
  AutocompleteInput,
  BooleanInput,
  NumberInput,
  SelectArrayInput,
  SelectInput,
  TextInput,
} from 'react-admin';
import { useWatch } from 'react-hook-form';

import { useSession } from '../session/useSession';
import type { Rule } from './rules';

/** Contract lengths that are offered to choose from, in months. */
const TERMS = [1, 3, 6, 12, 18, 24, 36, 48, 60];

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
      return <AmountInput {...shared} />;
    case 'percent':
      return <NumberInput {...shared} min={0} max={100} step="any" slotProps={unit('%')} />;
    case 'whole':
      return <NumberInput {...shared} min={0} step={1} slotProps={unit(rule.unit)} />;
    case 'terms':
      return (
        <SelectArrayInput
          {...shared}
          choices={TERMS.map((id) => ({ id, name: id === 1 ? '1 month' : `${id} months` }))}
        />
      );
    case 'choice':
      return (
        <SelectInput
          {...shared}
          choices={Object.entries(rule.choices).map(([id, name]) => ({ id, name }))}
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

const AmountInput = (shared: Shared) => {
  const { tenant } = useSession();
  return <NumberInput {...shared} min={0} step="any" slotProps={unit(tenant.currency)} />;
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
