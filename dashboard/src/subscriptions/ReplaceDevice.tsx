// Another device of the same kind in the same contract.
import { BooleanInput, required, SelectInput, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { SerialNumberInput } from '../assets/SerialNumberInput';
import { word } from '../format/write';
import { filled } from '../forms/filled';
import type { Sending } from '../forms/useSubmit';
import { atSerialNumber } from './atSerialNumber';
import { preconditions } from './preconditions';
import type { ActionProps } from './SubscriptionActions';

type Values = Schema<'ReplaceBody'>;

const REASONS: Schema<'ReplacementReason'>[] = ['damaged', 'defective', 'stolen', 'lost'];

export const ReplaceDevice = ({ rental, onClose }: ActionProps) => {
  const act = (values: Values, sending: Sending) =>
    given(
      api.POST('/v1/subscriptions/{subscriptionId}/replace', {
        params: preconditions(rental, sending),
        body: filled(values),
      }),
    ).catch(atSerialNumber('newSerialNumber'));
  return (
    <ActionDialog<Values, Schema<'ReplacedBody'>>
      title="Replace the device"
      label="Replace"
      explanation={`Contract and payments go on as they are with another ${rental.productName}. ${rental.assetSerialNumber} is set to unavailable.`}
      defaultValues={{ newSerialNumber: '', insuranceClaim: false }}
      act={act}
      onClose={onClose}
    >
      <SerialNumberInput
        source="newSerialNumber"
        label="New serial number"
        sku={rental.sku}
        autoFocus
      />
      <SelectInput
        source="replacementReason"
        label="Reason"
        choices={REASONS.map((id) => ({ id, name: word(id) }))}
        validate={required()}
        helperText={false}
      />
      <TextInput
        source="damageAssessment"
        label="Damage assessment"
        multiline
        helperText="What is broken, for the file"
      />
      <BooleanInput source="insuranceClaim" label="An insurance claim is made" helperText={false} />
      <TextInput source="notes" label="Notes" multiline helperText={false} />
    </ActionDialog>
  );
};
