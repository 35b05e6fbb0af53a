// Prices of a variant: one for each contract term.
import AddIcon from '@mui/icons-material/Add';
import RemoveIcon from '@mui/icons-material/DeleteOutline';
import { Box, Button, IconButton, Typography } from '@mui/material';
import { NumberInput, SelectInput } from 'react-admin';
import { useFieldArray, useWatch } from 'react-hook-form';

import { count } from '../format/write';
import { useSession } from '../session/useSession';
import { newTier, type ProductValues } from './productBody';

const DISCOUNTS = [
  { id: 'percentage', name: '% off' },
  { id: 'fixed', name: 'Amount off' },
];

const ROW = {
  display: 'grid',
  gap: 1.5,
  alignItems: 'start',
  mb: 1.5,
  '& .MuiFormControl-root': { m: 0, minWidth: 0, width: '100%' },
  gridTemplateColumns: {
    xs: 'repeat(2, minmax(0, 1fr))',
    md: '130px repeat(2, minmax(0, 1fr)) 150px minmax(0, 1fr) 40px',
  },
};

export const PricingInput = ({ at }: { at: number }) => {
  const { tenant } = useSession();
  const name = `variants.${at}.pricing` as const;
  const { fields, append, remove } = useFieldArray<ProductValues, typeof name>({ name });
  const tiers = useWatch<ProductValues, typeof name>({ name }) ?? [];
  const taken = tiers.map(({ contractLength }) => contractLength);
  const next = tenant.contractTerms.find((term) => !taken.includes(term));
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="subtitle2" component="h3" sx={{ mb: 1.25 }}>
        Prices in {tenant.currency}
      </Typography>
      {fields.map((field, row) => (
        <Box key={field.id} sx={ROW} role="group" aria-label={`Price ${row + 1}`}>
          <Term
            source={`${name}.${row}.contractLength`}
            terms={tenant.contractTerms}
            own={taken[row]}
          />
          <NumberInput
            source={`${name}.${row}.monthlyPrice`}
            label="Monthly"
            min={0}
            helperText={false}
            isRequired
          />
          <NumberInput
            source={`${name}.${row}.setupFee`}
            label="Setup fee"
            min={0}
            helperText={false}
          />
          <SelectInput
            source={`${name}.${row}.discount.type`}
            label="Discount"
            choices={DISCOUNTS}
            helperText={false}
            isRequired
          />
          <NumberInput
            source={`${name}.${row}.discount.value`}
            label={tiers[row]?.discount?.type === 'fixed' ? 'Amount' : 'Percent'}
            min={0}
            helperText={false}
          />
          <IconButton
            aria-label={`Remove the price for ${count(taken[row] ?? 0, 'month')}`}
            onClick={() => remove(row)}
            disabled={fields.length === 1}
          >
            <RemoveIcon />
          </IconButton>
        </Box>
      ))}
      <Button size="small" startIcon={<AddIcon />} onClick={() => append(newTier(next))}>
        Add price
      </Button>
    </Box>
  );
};

interface TermProps {
  source: string;
  /** The tenant's contract terms; any term where it has none. */
  terms: readonly number[];
  /** The one that stands there; kept as a choice though the tenant offers it no more. */
  own: number | undefined;
}

const Term = ({ source, terms, own }: TermProps) => {
  if (terms.length === 0) {
    return (
      <NumberInput source={source} label="Months" min={1} max={120} helperText={false} isRequired />
    );
  }
  const all = own === undefined || terms.includes(own) ? terms : [...terms, own];
  return (
    <SelectInput
      source={source}
      label="Term"
      choices={all.toSorted((a, b) => a - b).map((id) => ({ id, name: count(id, 'month') }))}
      helperText={false}
      isRequired
    />
  );
};
