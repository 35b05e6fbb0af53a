// Bringing back several customers who were deactivated.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { putCustomerStatus } from './putCustomerStatus';

const ReactivateCustomers = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Reactivate ${count(props.rows.length, 'customer')}`}
    explanation="They stand in lists again and can take new orders."
    act={(customerId, sending) => putCustomerStatus(customerId, 'active', sending)}
  />
);

export default ReactivateCustomers;
