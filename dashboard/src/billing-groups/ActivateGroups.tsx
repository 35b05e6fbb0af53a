// Having several groups bill again.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { patchGroupStatus } from './patchGroupStatus';

const ActivateGroups = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Activate ${count(props.rows.length, 'group')}`}
    explanation="Each group bills its subscriptions together again, on its day of the month."
    act={(id, sending) => patchGroupStatus(id, 'active', sending)}
  />
);

export default ActivateGroups;
