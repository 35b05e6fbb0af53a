// Having several groups bill no more.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { patchGroupStatus } from './patchGroupStatus';

const DeactivateGroups = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Deactivate ${count(props.rows.length, 'group')}`}
    isDangerous
    explanation="While a group is inactive, each of its subscriptions is billed by itself and none can join. You can activate it again at any time."
    act={(id, sending) => patchGroupStatus(id, 'inactive', sending)}
  />
);

export default DeactivateGroups;
