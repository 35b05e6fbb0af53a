// At which rate an extension order extends: orders are priced by the catalog, by term.
import { Typography } from '@mui/material';
import { required, SelectInput } from 'react-admin';

import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { tierPrice } from '../money/tierPrice';
import type { ActionProps } from './SubscriptionActions';
import type { ExtensionGround } from './useExtensionGround';

interface Props extends Pick<ActionProps, 'rental'> {
  ground: ExtensionGround;
}

export const ExtensionRate = ({ rental, ground: { tiers, term } }: Props) => {
  const { money, decimals } = useFormat();
  if (tiers.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        The order takes the catalog's price for {count(term, 'month')}; it shows which that is.
      </Typography>
    );
  }
  return (
    <SelectInput
      source="items.0.contractLength"
      label="New monthly rate"
      choices={tiers.map((tier) => ({
        id: tier.contractLength,
        name: `${money(tierPrice(tier, decimals), rental.currency)}, as for ${count(tier.contractLength, 'month')}`,
      }))}
      validate={required()}
      helperText={`Orders have the catalog's prices; now it is ${money(rental.monthlyAmount, rental.currency)}`}
    />
  );
};
