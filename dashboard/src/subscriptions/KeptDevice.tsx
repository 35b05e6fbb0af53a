// What becomes of the old device of an upgrade: it comes back, or the customer keeps it at a price.
import { BooleanInput, required } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { MoneyInput } from '../forms/MoneyInput';
import type { ActionProps } from './SubscriptionActions';
import type { Values } from './UpgradeSubscription';

export const KeptDevice = ({ rental }: Pick<ActionProps, 'rental'>) => {
  const isKept = useWatch<Values, 'keeps'>({ name: 'keeps' });
  const serial = rental.assetSerialNumber;
  return (
    <>
      <BooleanInput
        source="keeps"
        label="Customer keeps the old device"
        helperText={isKept ? `${serial} is set to sold` : `${serial} is set to returned`}
      />
      {isKept && (
        <MoneyInput
          source="buyoutAmount"
          label="Buyout amount"
          currency={rental.currency}
          validate={required()}
          helperText="One final payment, taxed as the contract is; 0 for none"
        />
      )}
    </>
  );
};
