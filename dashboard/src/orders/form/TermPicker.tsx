// For how long: every term that the variant has a price for, with what it costs a month.
import { FormControl, FormLabel, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useId } from 'react';

import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { tierPrice } from '../../money/tierPrice';
import { useSession } from '../../session/useSession';
import type { Tier } from './offers';

interface Props {
  tiers: Tier[];
  /** Months. */
  term: number | undefined;
  onPick: (term: number) => void;
}

export const TermPicker = ({ tiers, term, onPick }: Props) => {
  const id = useId();
  const { money } = useFormat();
  const { tenant } = useSession();
  return (
    <FormControl>
      <FormLabel id={id} sx={{ typography: 'caption', mb: 0.5 }}>
        Contract length
      </FormLabel>
      {tiers.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          Choose a product first.
        </Typography>
      ) : (
        <ToggleButtonGroup
          exclusive
          color="primary"
          size="small"
          value={term ?? null}
          onChange={(_, picked: number | null) => picked !== null && onPick(picked)}
          aria-labelledby={id}
          sx={{ flexWrap: 'wrap' }}
        >
          {tiers.map((tier) => (
            <ToggleButton
              key={tier.contractLength}
              value={tier.contractLength}
              sx={{ flexDirection: 'column', px: 2, textTransform: 'none', lineHeight: 1.35 }}
            >
              <strong>{count(tier.contractLength, 'month')}</strong>
              <span>{money(tierPrice(tier, tenant.currencyDecimals))}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
    </FormControl>
  );
};
