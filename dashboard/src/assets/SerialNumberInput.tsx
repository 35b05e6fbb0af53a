// A serial number that must be given: picked from the available assets of a SKU, or typed, scanned or
// pasted, whether it is in the list or not (the server knows better).
import { Autocomplete, Box, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useInput, ValidationError } from 'react-admin';

import { api, given, type Schema } from '../api/client';
import { word } from '../format/write';
import { useCan } from '../session/useSession';

type Asset = Schema<'AssetBody'>;

interface Props {
  /** Name in the API's body. */
  source: string;
  /** Assets of this SKU are offered; none until it is known. */
  sku: string | undefined;
  label?: string;
  autoFocus?: boolean;
}

/** Assets that are offered at once, oldest first; more are found by typing. */
const OFFERED = 50;
/** None is read again while somebody looks for one. */
const FRESH_MS = 30_000;
/** Letters that a search takes at least. */
const SEARCH_MIN = 2;

export const SerialNumberInput = (props: Props) => {
  const { source, sku, label = 'Serial number', autoFocus = false } = props;
  const { field, fieldState } = useInput({
    source,
    defaultValue: '',
    validate: (value) => (String(value ?? '').trim() === '' ? 'Pick or type one' : undefined),
  });
  const [typed, setTyped] = useState('');
  const { assets, isLoading, hint } = useAvailable(sku, typed);
  const found = assets.find((it) => it.serialNumber === field.value);
  const fault = fieldState.error?.message;
  return (
    <Autocomplete<Asset, false, false, true>
      freeSolo
      autoHighlight={false}
      forcePopupIcon
      slotProps={{
        paper: { variant: 'outlined' },
        listbox: { sx: { maxHeight: 220 } },
      }}
      options={assets}
      loading={isLoading}
      loadingText="Looking for available assets…"
      value={found ?? field.value ?? ''}
      getOptionLabel={serialOf}
      getOptionKey={serialOf}
      isOptionEqualToValue={(option, value) => option.serialNumber === serialOf(value)}
      onChange={(_, value) => field.onChange(value === null ? '' : serialOf(value).trim())}
      onInputChange={(_, text, reason) => {
        setTyped(reason === 'input' ? text : '');
        if (reason !== 'blur') field.onChange(text.trim());
      }}
      renderOption={({ key, ...option }, asset) => (
        <Box component="li" key={key} {...option}>
          <Box sx={{ minWidth: 0 }}>
            <div>{asset.serialNumber}</div>
            <Typography variant="caption" color="text.secondary">
              {[asset.condition && word(asset.condition), asset.location]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={field.ref}
          name={source}
          label={label}
          required
          autoFocus={autoFocus}
          onBlur={field.onBlur}
          margin="dense"
          error={fieldState.invalid}
          helperText={fault ? <ValidationError error={fault} /> : hint}
          slotProps={{
            htmlInput: { ...params.inputProps, autoComplete: 'off', spellCheck: false },
          }}
        />
      )}
    />
  );
};

const serialOf = (value: Asset | string): string =>
  typeof value === 'string' ? value : value.serialNumber;

/** The oldest available assets of the SKU; those that were typed for where there are more. */
const useAvailable = (sku: string | undefined, typed: string) => {
  const maySee = useCan('assets:read');
  const first = useQuery({
    queryKey: ['assets', 'available', sku],
    queryFn: () => readAvailable(sku),
    staleTime: FRESH_MS,
    enabled: maySee && sku !== undefined,
  });
  const search = typed.trim();
  const searched = useQuery({
    queryKey: ['assets', 'available', sku, search],
    queryFn: () => readAvailable(sku, search),
    staleTime: FRESH_MS,
    enabled: maySee && first.data?.hasMore === true && search.length >= SEARCH_MIN,
    placeholderData: (before) => before,
  });
  return {
    isLoading: first.isLoading,
    assets: (search === '' ? undefined : searched.data?.assets) ?? first.data?.assets ?? [],
    hint: hintOf(sku, first.data),
  };
};

const readAvailable = (sku: string | undefined, search?: string) =>
  given(
    api.GET('/v1/assets', {
      params: {
        query: {
          ...(sku !== undefined && { sku }),
          status: ['available'],
          limit: OFFERED,
          sortBy: 'createdAt',
          sortDir: 'asc',
          ...(search !== undefined && { search }),
        },
      },
    }),
  );

const hintOf = (
  sku: string | undefined,
  read: { assets: Asset[]; hasMore: boolean } | undefined,
): string => {
  if (read === undefined) return 'Pick, type, scan or paste it';
  const number = read.assets.length;
  if (number === 0) return `No device of ${sku} is available; type another serial number`;
  return `${read.hasMore ? `More than ${number}` : number} available of ${sku}; pick, type or paste`;
};
