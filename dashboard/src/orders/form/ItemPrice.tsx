// What a line comes to, while it is chosen.
import { Box, Typography } from '@mui/material';

import { useFormat } from '../../format/useFormat';
import { tierPrice } from '../../money/tierPrice';
import { useSession } from '../../session/useSession';
import { discountText, type Tier } from './offers';
import { totalsOf } from './totals';

export const ItemPrice = ({ tier, quantity }: { tier: Tier | undefined; quantity: number }) => {
  const { money } = useFormat();
  const { tenant } = useSession();
  if (tier === undefined) return null;
  const unitPrice = tierPrice(tier, tenant.currencyDecimals);
  const setupFee = tier.setupFee ?? 0;
  const totals = totalsOf(
    [{ unitPrice, quantity, contractLength: tier.contractLength, setupFee }],
    undefined,
    tenant.currencyDecimals,
  );
  const notes = [
    quantity > 1 && `${quantity} × ${money(unitPrice)}`,
    discountText(tier, money),
    setupFee > 0 && `${money(totals.setupFees)} once for setup`,
    `${money(totals.contractValue)} over the contract`,
  ].filter(Boolean);
  return (
    <Box sx={{ bgcolor: 'action.hover', borderRadius: 1, px: 2, py: 1.25 }} aria-live="polite">
      <Typography component="div" sx={{ fontWeight: 650, fontSize: '1.1rem' }}>
        {money(totals.subtotal)} a month
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {notes.join(' · ')}
      </Typography>
    </Box>
  );
};
