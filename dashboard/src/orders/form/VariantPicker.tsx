// Which variant of a product.
import { MenuItem, TextField } from '@mui/material';

import type { Variant } from './offers';

interface Props {
  variants: Variant[];
  /** The one that is chosen. */
  variant: Variant | undefined;
  onPick: (sku: string) => void;
}

export const VariantPicker = ({ variants, variant, onPick }: Props) => (
  <TextField
    select
    label="Variant"
    size="small"
    fullWidth
    required
    value={variant?.variantSku ?? ''}
    disabled={variants.length === 0}
    onChange={(event) => onPick(event.target.value)}
    helperText={variant && `SKU ${variant.variantSku}`}
  >
    {variants.map((it) => (
      <MenuItem key={it.variantSku} value={it.variantSku}>
        {[it.variantName, it.colorName, `grade ${it.grade}`].filter(Boolean).join(' · ')}
      </MenuItem>
    ))}
  </TextField>
);
