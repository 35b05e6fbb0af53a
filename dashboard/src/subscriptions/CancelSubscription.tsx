// Calling a subscription off: today, as of a day before, or on a day to come.
import { Typography } from '@mui/material';
import { DateInput, required } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { filled } from '../forms/filled';
import type { Sending } from '../forms/useSubmit';
import { CancellationInputs } from './CancellationInputs';
import { cancellation } from './cancellation';
import { latestDay } from './contractEnd';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';
import { UpgradeUnderWay } from './UpgradeUnderWay';

type Values = Schema<'CancelSubscriptionBody'>;

export const CancelSubscription = ({ rental, onClose }: ActionProps) => {
  const { date, today } = useFormat();
  const plan = rental.scheduledCancellation;
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/cancel', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    );
  return (
    <ActionDialog<Values, Schema<'CancelledBody'>>
      title="Cancel the subscription"
      label="Cancel subscription"
      isDangerous
      explanation={
        plan &&
        `Planned for ${date(plan.effectiveDate)} already: what you set here takes the place of that.`
      }
      defaultValues={
        plan
          ? { reason: plan.reason, effectiveDate: plan.effectiveDate, notes: plan.notes }
          : { effectiveDate: today() }
      }
      act={act}
      onClose={onClose}
    >
      <UpgradeUnderWay rental={rental} />
      <CancellationInputs>
        <DateInput
          source="effectiveDate"
          label="Ends on"
          validate={required()}
          helperText={`Today, an earlier day, or a later one up to ${date(latestDay(rental, today()))}`}
          inputProps={{ min: rental.startDate, max: latestDay(rental, today()) }}
        />
        <Consequence rental={rental} />
      </CancellationInputs>
    </ActionDialog>
  );
};

/** What the chosen day means, told when it changes. */
const Consequence = ({ rental }: { rental: ActionProps['rental'] }) => {
  const { date, today } = useFormat();
  const day = useWatch<Values, 'effectiveDate'>({ name: 'effectiveDate' });
  return (
    <Typography variant="body2" role="status">
      {cancellation(rental, { day: day || today(), today: today() }, date)}
    </Typography>
  );
};
