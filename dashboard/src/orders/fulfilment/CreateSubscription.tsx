// Hands a device out for a unit of an order's item: its subscription begins. Stays open while units
// of the item are left.
import { Alert, Link as MuiLink, Typography } from '@mui/material';
import { useState } from 'react';
import { DateInput, TextInput } from 'react-admin';
import { Link } from 'react-router-dom';

import { ActionDialog } from '../../actions/ActionDialog';
import { api, given, type Schema } from '../../api/client';
import { SerialNumberInput } from '../../assets/SerialNumberInput';
import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { atSerialNumber } from '../../subscriptions/atSerialNumber';
import { BillingStartInput } from './BillingStartInput';

/** An item that waits for devices. */
export interface OpenItem {
  orderId: string;
  orderType: Schema<'OrderType'>;
  itemId: string;
  sku: string;
  productName: string;
  /** Months. */
  contractLength: number;
  openUnits: number;
}

type BillingStart = NonNullable<Schema<'CreateSubscriptionBody'>['billingStartOption']>;

interface Values {
  serialNumber: string;
  startDate: string | null;
  billingStartOption: BillingStart | '' | null;
  notes: string | null;
}

type Created = Schema<'SubscriptionCreatedBody'>;

interface Props {
  unit: OpenItem;
  onClose: () => void;
}

export const CreateSubscription = ({ unit, onClose }: Props) => {
  const { today } = useFormat();
  // The page behind is read again after each one; what was open when this opened is what is counted.
  const [opened] = useState(unit);
  const [created, setCreated] = useState<Created[]>([]);
  const [values, setValues] = useState<Partial<Values>>({ serialNumber: '', startDate: today() });
  const left = opened.openUnits - created.length;
  const last = created.at(-1);
  return (
    <ActionDialog<Values, Created>
      title="Create subscription"
      label="Create"
      maxWidth="sm"
      explanation={
        <>
          {opened.productName}, {count(opened.contractLength, 'month')}.{' '}
          {opened.orderType === 'upgrade' && 'The contract that it upgrades ends with this. '}
          {opened.openUnits > 1 && (
            <Typography component="span" sx={{ fontWeight: 600, color: 'text.primary' }}>
              Unit {created.length + 1} of {opened.openUnits} that are open.
            </Typography>
          )}
        </>
      }
      defaultValues={values}
      act={({ serialNumber, startDate, billingStartOption, notes }, { idempotencyKey }) =>
        given(
          api.POST('/v1/subscriptions', {
            params: { header: { 'Idempotency-Key': idempotencyKey } },
            body: {
              orderId: opened.orderId,
              orderItemId: opened.itemId,
              serialNumber: serialNumber.trim(),
              startDate: startDate || null,
              billingStartOption: billingStartOption || null,
              notes: notes?.trim() || null,
            },
          }),
        )
          .catch(atSerialNumber('serialNumber'))
          .then((answer) => {
            // The next unit most likely begins on the same day and is billed alike.
            setValues({ serialNumber: '', startDate, billingStartOption, notes: null });
            return answer;
          })
      }
      onDone={(answer) => setCreated((all) => [...all, answer])}
      onClose={onClose}
      staysOpen={left > 1}
    >
      {last && (
        <Alert severity="success">
          The subscription with{' '}
          <MuiLink
            component={Link}
            to={`/subscriptions/${last.subscriptionId}/show`}
            color="inherit"
            underline="always"
          >
            {last.rental.assetSerialNumber}
          </MuiLink>{' '}
          began. {count(left, 'unit')} left.
        </Alert>
      )}
      <SerialNumberInput source="serialNumber" sku={opened.sku} autoFocus />
      <DateInput source="startDate" label="Start date" helperText={false} />
      <BillingStartInput />
      <TextInput
        source="notes"
        label="Notes (optional)"
        multiline
        minRows={2}
        helperText={false}
        slotProps={{ htmlInput: { maxLength: 5000 } }}
      />
    </ActionDialog>
  );
};
