// Another device in a contract of its own: swapped on the spot, or by an order that is fulfilled later.
import { useState } from 'react';
import { RadioButtonGroupInput, required, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';

import { ActionDialog } from '../actions/ActionDialog';
import { Calculation } from '../actions/Calculation';
import { api, given, type Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { filled } from '../forms/filled';
import { MoneyInput } from '../forms/MoneyInput';
import type { Sending } from '../forms/useSubmit';
import { tierPrice } from '../money/tierPrice';
import { useCan } from '../session/useSession';
import { atSerialNumber } from './atSerialNumber';
import { KeptDevice } from './KeptDevice';
import { NewDevice } from './NewDevice';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';
import { TypedDevice } from './TypedDevice';
import { UpgradeUnderWay } from './UpgradeUnderWay';
import { UpgradeWay } from './UpgradeWay';

type Body = Schema<'UpgradeSubscriptionBody'>;
type Done = Schema<'UpgradedBody'> | Schema<'UpgradeOrderedBody'>;

/** The body, how it is to be done, and what becomes of the old device: the API tells that by whether there is a serial number, and an amount. */
export interface Values extends Body {
  way: 'swap' | 'order';
  keeps: boolean;
}

const WAYS = [
  { id: 'swap', name: 'Swap the device' },
  { id: 'order', name: 'Make an upgrade order' },
];

const BLANK: Partial<Values> = { way: 'swap', newSku: '', newSerialNumber: '', keeps: false };

export const UpgradeSubscription = ({ rental, onClose }: ActionProps) => {
  const navigate = useNavigate();
  const readsCatalog = useCan('catalog:read');
  const { money, decimals, today } = useFormat();
  const [tier, setTier] = useState<Schema<'PricingTierBody'>>();
  const price = tier && tierPrice(tier, decimals);
  const act = (values: Values, sending: Sending): Promise<Done> =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/upgrade', {
        params: preconditions(rental, sending),
        body: filled(bodyOf(values)),
      }),
    ).catch(atSerialNumber('newSerialNumber'));
  const follow = (done: Done) =>
    navigate(
      'newRentalId' in done
        ? `/subscriptions/${done.newRentalId}/show`
        : `/orders/${done.upgradeOrderId}/show`,
    );
  return (
    <ActionDialog<Values, Done>
      title="Upgrade to another device"
      label="Upgrade"
      maxWidth="sm"
      explanation={`${rental.customerName} has a ${rental.productName} for ${money(rental.monthlyAmount, rental.currency)} a month.`}
      defaultValues={{ ...BLANK, startDate: today() }}
      act={act}
      onDone={follow}
      onClose={onClose}
    >
      <UpgradeUnderWay rental={rental} />
      {readsCatalog ? <NewDevice currency={rental.currency} onTier={setTier} /> : <TypedDevice />}
      <MoneyInput
        source="newMonthlyAmount"
        label="New monthly price"
        currency={rental.currency}
        helperText={
          price === undefined
            ? 'Leave empty for the price of the term'
            : `Leave empty for the price of the term, ${money(price, rental.currency)}`
        }
      />
      <RadioButtonGroupInput
        source="way"
        label="How"
        choices={WAYS}
        validate={required()}
        helperText={false}
        row={false}
      />
      <UpgradeWay rental={rental} />
      <KeptDevice rental={rental} />
      <TextInput source="reason" label="Reason" helperText={false} />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
      <Change rental={rental} listed={price} />
    </ActionDialog>
  );
};

/** What of the fields counts, the chosen way and the fate of the old device being what they are. */
const bodyOf = ({
  way,
  keeps,
  newSerialNumber,
  startDate,
  buyoutAmount,
  ...body
}: Values): Body => ({
  ...body,
  ...(way === 'swap' && { newSerialNumber, startDate }),
  ...(keeps && { buyoutAmount }),
});

/** What the customer pays a month afterwards. */
const Change = ({
  rental,
  listed,
}: {
  rental: ActionProps['rental'];
  listed: number | undefined;
}) => {
  const { money } = useFormat();
  const agreed = useWatch<Values>({ name: 'newMonthlyAmount' }) as number | null | undefined;
  const price = agreed ?? listed;
  if (price === undefined) return null;
  const difference = price - rental.monthlyAmount;
  return (
    <Calculation title="New monthly price" result={money(price, rental.currency)}>
      {difference === 0
        ? 'The same as now.'
        : `${money(Math.abs(difference), rental.currency)} ${difference > 0 ? 'more' : 'less'} than now, without tax on top.`}
    </Calculation>
  );
};
