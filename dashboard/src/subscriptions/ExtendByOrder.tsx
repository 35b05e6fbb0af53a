// Extends a contract by an order that somebody confirms, where the tenant's rules ask for one.
import { Alert, Typography } from '@mui/material';
import { useMemo } from 'react';
import {
  maxValue,
  minValue,
  NumberInput,
  RadioButtonGroupInput,
  required,
  TextInput,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { CustomFieldInputs } from '../custom-fields/CustomFieldInputs';
import { useCustomFields } from '../custom-fields/useCustomFields';
import { useFormat } from '../format/useFormat';
import { RefusalAlert } from '../forms/RefusalAlert';
import type { Sending } from '../forms/useSubmit';
import { tierPrice } from '../money/tierPrice';
import { AddedMonths, firstMonths, LENGTH_MAX } from './AddedMonths';
import { ExtensionRate } from './ExtensionRate';
import { type ExtensionForm, extensionOrder } from './extensionOrder';
import { Preparing } from './Preparing';
import type { ActionProps } from './SubscriptionActions';
import { type ExtensionGround, useExtensionGround } from './useExtensionGround';

interface Props extends ActionProps {
  /** The tenant's, where the key may read them. */
  rules: Schema<'ExtensionSettings'> | undefined;
  /** Why it takes an order, in whole sentences. */
  why: string;
}

type Made = Schema<'OrderChangedBody'>;

const TITLE = 'Make an extension order';

const STATUSES: { id: ExtensionForm['status']; name: string }[] = [
  { id: 'pending', name: 'Pending: nothing changes until somebody confirms it' },
  { id: 'confirmed', name: 'Confirmed: the contract is extended now' },
];

export const ExtendByOrder = (props: Props) => {
  const { data: ground, error } = useExtensionGround(props.rental);
  if (ground) return <OrderDialog {...props} ground={ground} />;
  return (
    <Preparing title={TITLE} onClose={props.onClose}>
      {error && <RefusalAlert error={error} />}
    </Preparing>
  );
};

const OrderDialog = ({ rental, rules, why, ground, onClose }: Props & { ground: Ground }) => {
  const { date } = useFormat();
  const navigate = useNavigate();
  const asked = useCustomFields('order').filter((field) => field.required);
  const most = LENGTH_MAX - rental.contractLength;
  // The server asks for it when the order is confirmed, which is late.
  const monthsAllowed = useMemo(
    () => [
      required(),
      minValue(1),
      maxValue(most, `Contracts run ${LENGTH_MAX} months at most: extend it by ${most}`),
    ],
    [most],
  );
  const act = (form: ExtensionForm, { idempotencyKey }: Sending) =>
    given(
      api.POST('/v1/orders', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body: extensionOrder(rental, ground.order, ground.older.length + 1, form),
      }),
    ).then((made) => ({ ...made, message: DONE[form.status] }));
  return (
    <ActionDialog<ExtensionForm, Made>
      title={TITLE}
      label="Make the order"
      maxWidth="sm"
      explanation={`${why} This contract runs until ${date(rental.endDate)}. Payments are added for the further months alone; those laid before keep their amount.`}
      defaultValues={valuesOf(rental, ground, rules)}
      act={act}
      onDone={({ orderId }) => navigate(`/orders/${orderId}/show`)}
      onClose={onClose}
    >
      <TakenWith ground={ground} />
      <NumberInput
        source="extensionDetails.extensionMonths"
        label="Additional months"
        min={1}
        max={most}
        step={1}
        validate={monthsAllowed}
        autoFocus
        helperText={false}
      />
      <ExtensionRate rental={rental} ground={ground} />
      <TextInput source="extensionDetails.reason" label="Reason" helperText={false} />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
      <CustomFieldInputs fields={asked} />
      <RadioButtonGroupInput
        source="status"
        label="Save the order as"
        choices={STATUSES}
        row={false}
        validate={required()}
        helperText={false}
      />
      <Added rental={rental} ground={ground} />
    </ActionDialog>
  );
};

type Ground = ExtensionGround;

const DONE: Record<ExtensionForm['status'], string> = {
  pending: 'Extension order saved: it extends the contract once it is confirmed',
  confirmed: 'Extension order confirmed: the contract is extended',
};

/** The term that was ordered at first, or the shortest one that still has a price. */
const valuesOf = (
  { contractLength }: Props['rental'],
  { order, tiers, term }: Ground,
  rules: Props['rules'],
): Partial<ExtensionForm> => {
  const tier = tiers.find((it) => it.contractLength === term) ?? tiers[0];
  return {
    extensionDetails: { extensionMonths: firstMonths(contractLength, rules?.offeredMonths) },
    items: [{ contractLength: tier?.contractLength ?? term }],
    status: 'pending',
    customFields: order.customFields ?? {},
  };
};

/** An order extends the oldest contracts first: said where this one is not among them alone. */
const TakenWith = ({ ground: { older } }: { ground: Ground }) =>
  older.length > 0 && (
    <Alert severity="warning">
      An order extends the oldest subscriptions of a product first. With this one it extends{' '}
      <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
        {older.map(({ assetSerialNumber }) => assetSerialNumber).join(', ')}
      </Typography>
      , which came before it in the same order.
    </Alert>
  );

/** What the months in the form come to. */
const Added = ({ rental, ground }: Pick<Props, 'rental'> & { ground: Ground }) => {
  const { decimals } = useFormat();
  const months = useWatch<ExtensionForm, 'extensionDetails.extensionMonths'>({
    name: 'extensionDetails.extensionMonths',
  });
  const term = useWatch<ExtensionForm, 'items.0.contractLength'>({
    name: 'items.0.contractLength',
  });
  const tier = ground.tiers.find((it) => it.contractLength === term);
  const monthly = tier && tierPrice(tier, decimals);
  return <AddedMonths rental={rental} months={months} monthly={monthly} />;
};
