// An amount in the tenant's currency.
import { InputAdornment } from '@mui/material';
import { NumberInput, type NumberInputProps } from 'react-admin';

import { useSession } from '../session/useSession';

interface Props
  extends Pick<
    NumberInputProps,
    'source' | 'label' | 'helperText' | 'validate' | 'disabled' | 'autoFocus' | 'readOnly'
  > {
  /** Where it is not the tenant's. */
  currency?: string;
}

export const MoneyInput = ({ currency, ...props }: Props) => {
  const { tenant } = useSession();
  return (
    <NumberInput
      {...props}
      min={0}
      step="any"
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">{currency ?? tenant.currency}</InputAdornment>
          ),
        },
      }}
    />
  );
};
