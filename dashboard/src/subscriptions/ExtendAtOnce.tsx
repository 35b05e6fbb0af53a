// Extends a contract, as soon as the button is pressed.
import { NumberInput, required, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { Refusal } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { filled } from '../forms/filled';
import { MoneyInput } from '../forms/MoneyInput';
import type { Sending } from '../forms/useSubmit';
import { AddedMonths, firstMonths, LENGTH_MAX, monthsFault } from './AddedMonths';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';

type Values = Schema<'ExtendBody'>;

interface Props extends ActionProps {
  /** The tenant's, where the key may read them. */
  rules: Schema<'ExtensionSettings'> | undefined;
  /** Told, with the reason, that this contract is extended by an order alone. */
  onRefused: (why: string) => void;
}

export const ExtendAtOnce = ({ rental, rules, onRefused, onClose }: Props) => {
  const { money, date } = useFormat();
  const offered = rules?.offeredMonths ?? [];
  const plan = rental.scheduledCancellation;
  const withdrawn = plan
    ? ` The cancellation planned for ${date(plan.effectiveDate)} is withdrawn.`
    : '';
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/extend', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    ).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'EXTENSION_NOT_ALLOWED') {
        onRefused(firstSentence(error.message));
      }
      throw error;
    });
  return (
    <ActionDialog<Values, Schema<'ExtendedBody'>>
      title="Extend the contract"
      label="Extend"
      explanation={`The contract runs until ${date(rental.endDate)}. Payments are added for the further months alone; those laid before keep their amount.${withdrawn}`}
      defaultValues={{ extensionMonths: firstMonths(rental.contractLength, offered) }}
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
          validate={(months: unknown) => monthsFault(rental.contractLength, months)}
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
  const months = useWatch<Partial<Values>, 'extensionMonths'>({ name: 'extensionMonths' });
  const rate = useWatch<Partial<Values>, 'newMonthlyAmount'>({ name: 'newMonthlyAmount' });
  return <AddedMonths rental={rental} months={months} monthly={rate ?? rental.monthlyAmount} />;
};

/** Why; what comes after it tells clients of the API which order to send. */
const firstSentence = (message: string): string =>
  `${message.split(/\. /)[0]}.`.replace(/\.\.$/, '.');
