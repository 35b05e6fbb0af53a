// Giving several assets a status: what is set by hand, and not by subscriptions.
import { required, SelectInput } from 'react-admin';

import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import type { Asset } from './assetBody';
import { patchAsset } from './patchAsset';
import { STATUSES_BY_HAND } from './words';

const SetAssetStatuses = (props: BulkProps) => (
  <BulkDialog<Pick<Asset, 'status'>>
    {...props}
    label={`Change the status of ${count(props.rows.length, 'asset')}`}
    explanation="Only what is available can be given to a customer. An asset in a running subscription is refused and stays as it is: its status comes from there."
    act={(serialNumber, sending, { status }) => patchAsset(serialNumber, { status }, sending)}
  >
    <SelectInput
      source="status"
      label="Status"
      choices={STATUSES_BY_HAND}
      validate={required()}
      helperText={false}
      autoFocus
    />
  </BulkDialog>
);

export default SetAssetStatuses;
