// The device comes back before its time: what that costs by the rules, or what was agreed.
import { BooleanInput, DateInput, required, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { Calculation } from '../actions/Calculation';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { count, word } from '../format/write';
import { filled } from '../forms/filled';
import { MoneyInput } from '../forms/MoneyInput';
import { RefusalAlert } from '../forms/RefusalAlert';
import type { Sending } from '../forms/useSubmit';
import { useSettings } from '../settings/useSettings';
import { paidBackWith } from './paidBack';
import { preconditions } from './preconditions';
import { dayToBeginWith, useQuotedDay, useReturnQuote } from './quotes';
import type { ActionProps } from './SubscriptionActions';
import { UpgradeUnderWay } from './UpgradeUnderWay';

type Values = Schema<'EarlyReturnBody'>;
type Quote = Schema<'ReturnQuoteBody'>;

const CONDITIONS: Schema<'ReturnCondition'>[] = ['excellent', 'good', 'fair', 'poor', 'damaged'];

export const ReturnEarly = ({ rental, onClose }: ActionProps) => {
  const { today } = useFormat();
  const act = ({ earlyReturnFee, ...values }: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/early-return', {
        params: preconditions(rental, sending),
        // A fee that is waived is none, whatever stood in its field before.
        body: filled(values.waiveFee ? values : { ...values, earlyReturnFee }),
      }),
    );
  return (
    <ActionDialog<Values, Schema<'ReturnedEarlyBody'>>
      title="Take the device back early"
      label="Take back"
      isDangerous
      maxWidth="sm"
      explanation={`The contract ends, which is final, and ${rental.assetSerialNumber} is set to returned until somebody has looked at it. Payments of months that have begun stay owed; those of later months are called off.`}
      defaultValues={{
        returnCondition: 'good',
        ...dayToBeginWith(rental, today()),
        waiveFee: false,
      }}
      act={act}
      onClose={onClose}
    >
      <UpgradeUnderWay rental={rental} />
      <Fees rental={rental} />
      <SelectInput
        source="returnCondition"
        label="Condition"
        choices={CONDITIONS.map((id) => ({ id, name: word(id) }))}
        validate={required()}
        helperText={false}
      />
      <TextInput source="reason" label="Reason" validate={required()} helperText={false} />
      <DateInput
        source="effectiveDate"
        label="Date of return"
        helperText="Today or before"
        inputProps={{ min: rental.startDate, max: today() }}
      />
      <TextInput source="damageAssessment" label="Damage assessment" multiline helperText={false} />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
    </ActionDialog>
  );
};

/** The fee by the rules as of the day of the return, and another one. */
const Fees = ({ rental }: Pick<ActionProps, 'rental'>) => {
  const { data: quote, error } = useReturnQuote(rental);
  return (
    <>
      <Fee rental={rental} quote={quote} />
      <RefusalAlert error={error ?? undefined} />
      <AgreedFee rental={rental} quote={quote} />
    </>
  );
};

interface PartProps {
  rental: ActionProps['rental'];
  quote: Quote | undefined;
}

/** What the rules say, and how far the device is paid back with what will be charged. */
const Fee = ({ rental, quote }: PartProps) => {
  const { money, percent, date, decimals } = useFormat();
  const day = useQuotedDay(rental);
  const agreed = useAgreedFee();
  const parts = quote?.calculation.breakdown;
  const collected = quote?.calculation.costRecovery;
  const after = collected && paidBackWith(collected, agreed ?? quote.earlyReturnFee, decimals);
  return (
    <Calculation
      title={agreed === undefined ? 'Calculated fee' : 'Fee that will be charged'}
      result={quote && money(agreed ?? quote.earlyReturnFee, rental.currency)}
      parts={[
        [
          'Calculated fee',
          agreed !== undefined && quote && money(quote.earlyReturnFee, rental.currency),
        ],
        [
          'Remaining months',
          parts &&
            `${count(parts.monthsRemaining, 'month')}: ${money(parts.remainingContractValue, rental.currency)}`,
        ],
        [
          'Part of it that is due',
          parts && agreed === undefined && parts.feePercentage > 0 && percent(parts.feePercentage),
        ],
        ['Collected so far', collected && money(collected.totalCollected, rental.currency)],
        [
          'Cost recovered with it',
          after?.recoveryPercent !== undefined && percent(after.recoveryPercent),
        ],
      ]}
    >
      {agreed === undefined &&
        quote?.gracePeriodApplied &&
        'Free: the contract is still in its grace period. '}
      As of {day === undefined ? 'today' : date(day)}, without tax on top.
    </Calculation>
  );
};

/** The fee that people agreed on: 0 where it is waived; nothing where the rules' own is charged. */
const useAgreedFee = (): number | undefined => {
  const isFixed = useIsFixed();
  const isWaived = useWatch<Values, 'waiveFee'>({ name: 'waiveFee' });
  const typed = useWatch<Values, 'earlyReturnFee'>({ name: 'earlyReturnFee' });
  if (isFixed) return undefined;
  return isWaived ? 0 : (typed ?? undefined);
};

/** Whether the tenant's rules alone make the fee. */
const useIsFixed = (): boolean => useSettings().data?.data.earlyReturn.manualOverride === false;

/** Another fee or none, where the tenant lets people agree on one. */
const AgreedFee = ({ rental, quote }: PartProps) => {
  const { money } = useFormat();
  const isWaived = useWatch<{ waiveFee?: boolean }>({ name: 'waiveFee' });
  const calculated = quote && money(quote.earlyReturnFee, rental.currency);
  const isFixed = useIsFixed();
  return (
    <>
      <MoneyInput
        source="earlyReturnFee"
        label="Agreed fee"
        currency={rental.currency}
        disabled={isFixed || isWaived === true}
        helperText={
          isFixed
            ? 'The rules of your shop fix the fee. Settings, Early return lets people agree on another.'
            : isWaived
              ? 'Waived: no fee is charged'
              : `Leave empty to charge the calculated fee${calculated ? ` of ${calculated}` : ''}`
        }
      />
      {!isFixed && <BooleanInput source="waiveFee" label="Waive the fee" helperText={false} />}
    </>
  );
};
