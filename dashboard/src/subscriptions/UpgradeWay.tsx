// How an upgrade is done and when: on the spot with a device and a day, or by an order.
import { Typography } from '@mui/material';
import { DateInput, required } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { SerialNumberInput } from '../assets/SerialNumberInput';
import { useFormat } from '../format/useFormat';
import type { ActionProps } from './SubscriptionActions';
import type { Values } from './UpgradeSubscription';

/** What the chosen way asks for, and what it means. */
export const UpgradeWay = ({ rental }: Pick<ActionProps, 'rental'>) => {
  const { date, today } = useFormat();
  const way = useWatch<Values, 'way'>({ name: 'way' });
  const sku = useWatch<Values, 'newSku'>({ name: 'newSku' }) as string | undefined;
  const chosen = useWatch<Values, 'startDate'>({ name: 'startDate' });
  if (way === 'order') {
    return (
      <Typography variant="body2">
        This contract runs on until the order is given a serial number; then it ends and the new
        contract begins.
      </Typography>
    );
  }
  const day = !chosen || chosen === today() ? 'today' : `on ${date(chosen)}`;
  return (
    <>
      <SerialNumberInput
        source="newSerialNumber"
        label="New serial number"
        sku={sku || undefined}
      />
      <DateInput
        source="startDate"
        label="New contract starts on"
        validate={required()}
        helperText="The day on which the device changes hands: today or before"
        inputProps={{ min: rental.startDate, max: today() }}
      />
      <Typography variant="body2" role="status">
        This contract ends {day}, and a new contract begins {day} with the device you name. Months
        that began before that stay owed; later ones are called off.
      </Typography>
    </>
  );
};
