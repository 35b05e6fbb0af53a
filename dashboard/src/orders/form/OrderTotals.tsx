// What the order comes to as it stands in the form.
import { Box, Typography } from '@mui/material';
import { useFormContext, useWatch } from 'react-hook-form';

import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { useSession } from '../../session/useSession';
import { type Tax, totalsOf } from './totals';
import type { OrderForm } from './values';

export const OrderTotals = ({ tax }: { tax: Tax | undefined }) => {
  const { money, percent } = useFormat();
  const { tenant } = useSession();
  const { control } = useFormContext<OrderForm>();
  const items = useWatch({ control, name: 'items' }) ?? [];
  const totals = totalsOf(items, tax, tenant.currencyDecimals);
  const isTaxed = tax !== undefined && tax.rate > 0;
  const taxText = isTaxed
    ? `${tax.inclusive ? 'contains' : 'with'} ${money(totals.taxAmount)} tax (${percent(tax.rate)})`
    : tax === undefined
      ? 'as priced, tax not reckoned'
      : 'no tax';
  const once = totals.setupFees > 0 ? `, and ${money(totals.setupFees)} once for setup` : '';
  const unpriced = count(totals.unpriced, 'item');
  const without = totals.unpriced > 0 ? `, without ${unpriced} priced on saving` : '';
  return (
    <Box
      component="dl"
      aria-label="Totals"
      sx={{ m: 0, display: 'flex', columnGap: { xs: 2, sm: 4 }, flexGrow: 1 }}
    >
      <Figure
        name="Monthly total"
        value={money(totals.total)}
        note={`${taxText}${once}${without}`}
        isMain
      />
      <Figure
        name="Contract value"
        value={money(totals.contractValue)}
        note={`${count(totals.units, 'device')}${isTaxed && !tax.inclusive ? ', before tax' : ''}`}
      />
    </Box>
  );
};

interface Props {
  name: string;
  value: string;
  note: string;
  isMain?: boolean;
}

const Figure = ({ name, value, note, isMain = false }: Props) => (
  <Box sx={{ flex: { xs: 1, sm: 'none' }, minWidth: 0 }}>
    <Typography component="dt" variant="caption" color="text.secondary">
      {name}
    </Typography>
    <Typography component="dd" sx={{ m: 0, lineHeight: 1.2 }}>
      <Box component="span" sx={{ fontWeight: 650, fontSize: isMain ? '1.25rem' : '1.05rem' }}>
        {value}
      </Box>
      <Typography
        component="span"
        variant="caption"
        color="text.secondary"
        sx={{ ml: { sm: 0.75 }, display: { xs: 'block', sm: 'inline' } }}
      >
        {note}
      </Typography>
    </Typography>
  </Box>
);
