// More months for the same device.
import { NumberInput, required, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { Calculation } from '../actions/Calculation';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { filled } from '../forms/filled';
import { MoneyInput } from '../forms/MoneyInput';
import type { Sending } from '../forms/useSubmit';
import { useSettings } from '../settings/useSettings';
import { contractEnd } from './contractEnd';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';

type Values = Schema<'ExtendBody'>;

/** Months that contracts run at most, extensions included. */
const LENGTH_MAX = 120;
/** What is offered first where the shop does not say. */
const MONTHS = 12;

export const ExtendSubscription = ({ rental, onClose }: ActionProps) => {
  const { money, date } = useFormat();
  const rules = useSettings().data?.data.extension;
  const offered = rules?.offeredMonths ?? [];
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/extend', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    );
  return (
    <ActionDialog<Values, Schema<'ExtendedBody'>>
      title="Extend the contract"
      label="Extend"
      explanation={
        <>
          The contract runs until {date(rental.endDate)}. Payments are added for the further months
          alone; those laid before keep their amount.
          {rules?.approvalRequired && ' Your shop approves extensions by an extension order.'}
        </>
      }
      defaultValues={{ extensionMonths: offered[0] ?? MONTHS }}
      act={act}
      onClose={onClose}
    >
      {offered.length > 0 ? (
        <SelectInput
          source="extensionMonths"
          label="Additional months"
          choices={offered.map((id) => ({ id, name: count(id, 'month') }))}
          validate={required()}
          helperText={false}
        />
      ) : (
        <NumberInput
          source="extensionMonths"
          label="Additional months"
          min={1}
          max={LENGTH_MAX - rental.contractLength}
          step={1}
          validate={required()}
          autoFocus
          helperText={false}
        />
      )}
      <MoneyInput
        source="newMonthlyAmount"
        label="New monthly rate"
        currency={rental.currency}
        helperText={`Leave empty to keep ${money(rental.monthlyAmount, rental.currency)}`}
      />
      <TextInput source="reason" label="Reason" helperText={false} />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
      <Added rental={rental} />
    </ActionDialog>
  );
};

/** What the months in the form come to. */
const Added = ({ rental }: Pick<ActionProps, 'rental'>) => {
  const { money, date } = useFormat();
  const [months, rate] = useWatch<{ extensionMonths?: number; newMonthlyAmount?: number | null }>({
    name: ['extensionMonths', 'newMonthlyAmount'],
  }) as [number | undefined, number | null | undefined];
  const monthly = rate ?? rental.monthlyAmount;
  const end =
    months && months > 0
      ? contractEnd(rental.startDate, rental.contractLength + months)
      : undefined;
  return (
    <Calculation
      title="New contract end"
      result={date(end)}
      parts={[
        ['Contract in all', end && count(rental.contractLength + (months ?? 0), 'month')],
        ['Added value', end && money(monthly * (months ?? 0), rental.currency)],
      ]}
    />
  );
};
