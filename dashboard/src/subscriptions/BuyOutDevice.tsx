// The customer buys the device: what it costs by the rules, or what was agreed.
import { DateInput, required, SelectInput, TextInput } from 'react-admin';
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
import { dayToBeginWith, useBuyoutQuote, useQuotedDay } from './quotes';
import type { ActionProps } from './SubscriptionActions';
import { UpgradeUnderWay } from './UpgradeUnderWay';

type Values = Schema<'BuyoutBody'>;
type Quote = Schema<'BuyoutQuoteBody'>;

const REASONS: Schema<'BuyoutReason'>[] = ['customer_request', 'end_of_contract', 'other'];

export const BuyOutDevice = ({ rental, onClose }: ActionProps) => {
  const { today } = useFormat();
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/buyout', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    );
  return (
    <ActionDialog<Values, Schema<'BoughtOutBody'>>
      title="Buy out the device"
      label="Buy out"
      isDangerous
      maxWidth="sm"
      explanation={`${rental.customerName} keeps ${rental.assetSerialNumber}: it is set to sold, the contract ends, and one final payment is made out. This is final. Payments of later months are called off.`}
      defaultValues={{ reason: 'customer_request', ...dayToBeginWith(rental, today()) }}
      act={act}
      onClose={onClose}
    >
      <UpgradeUnderWay rental={rental} />
      <Prices rental={rental} />
      <SelectInput
        source="reason"
        label="Reason"
        choices={REASONS.map((id) => ({ id, name: word(id) }))}
        validate={required()}
        helperText={false}
      />
      <DateInput
        source="effectiveDate"
        label="Date of sale"
        helperText="Today or before"
        inputProps={{ min: rental.startDate, max: today() }}
      />
      <DateInput
        source="paymentDate"
        label="Payment due"
        helperText="Leave empty for the payment terms of the contract"
        inputProps={{ min: today() }}
      />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
    </ActionDialog>
  );
};

/** The price by the rules as of the day of the sale, and another one. */
const Prices = ({ rental }: Pick<ActionProps, 'rental'>) => {
  const { data: quote, error } = useBuyoutQuote(rental);
  return (
    <>
      <Price rental={rental} quote={quote} />
      <RefusalAlert error={error ?? undefined} />
      <AgreedPrice rental={rental} quote={quote} />
    </>
  );
};

interface PartProps {
  rental: ActionProps['rental'];
  quote: Quote | undefined;
}

/** What the rules say, and what the sale would leave: at the agreed price, once one is typed. */
const Price = ({ rental, quote }: PartProps) => {
  const { money, percent, date, decimals } = useFormat();
  const isFixed = useIsFixed();
  const day = useQuotedDay(rental);
  const typed = useWatch<Partial<Values>, 'buyoutPrice'>({ name: 'buyoutPrice' });
  const agreed = isFixed ? undefined : (typed ?? undefined);
  const say = (amount: number | undefined) =>
    amount !== undefined && money(amount, rental.currency);
  const parts = quote?.calculation.breakdown;
  const collected = quote?.calculation.costRecovery;
  const after = collected && paidBackWith(collected, agreed ?? quote.buyoutPrice, decimals);
  return (
    <Calculation
      title="Calculated price"
      result={quote && say(quote.buyoutPrice)}
      parts={[
        [
          'Remaining months',
          parts &&
            `${count(parts.monthsRemaining, 'payment')}: ${money(parts.remainingContractValue, rental.currency)}`,
        ],
        ['Residual value', parts && say(parts.residualValue)],
        ['Device not yet paid back', quote && say(quote.depreciatedValue)],
        ['Collected so far', collected && say(collected.totalCollected)],
        ['Agreed price', say(agreed)],
        [
          'Margin afterwards',
          after &&
            `${money(after.margin, rental.currency)}${after.marginPercent === undefined ? '' : ` (${percent(after.marginPercent)} of the cost)`}`,
        ],
      ]}
    >
      As of {day === undefined ? 'today' : date(day)}, without tax on top.
    </Calculation>
  );
};

/** Whether the tenant's rules alone make the price. */
const useIsFixed = (): boolean => useSettings().data?.data.buyout.manualOverride === false;

/** Another price, where the tenant lets people agree on one. */
const AgreedPrice = ({ rental, quote }: PartProps) => {
  const { money } = useFormat();
  const calculated = quote && money(quote.buyoutPrice, rental.currency);
  const isFixed = useIsFixed();
  const isNeeded = quote?.buyoutPrice === 0;
  return (
    <MoneyInput
      source="buyoutPrice"
      label="Agreed price"
      currency={rental.currency}
      disabled={isFixed}
      validate={isNeeded && !isFixed ? NEEDED : undefined}
      helperText={
        isFixed
          ? 'The rules of your shop fix the price. Settings, Buyout lets people agree on another.'
          : isNeeded
            ? 'The rules make it 0: nothing is left to pay. Name a price above 0, or complete the subscription.'
            : `Leave empty to charge the calculated price${calculated ? ` of ${calculated}` : ''}`
      }
    />
  );
};

const NEEDED = required();
