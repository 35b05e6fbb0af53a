// Putting several customers away.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { putCustomerStatus } from './putCustomerStatus';

const DeactivateCustomers = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Deactivate ${count(props.rows.length, 'customer')}`}
    isDangerous
    explanation="They are hidden from lists and can take no new orders. Orders, subscriptions and payments stay, and you can bring them back at any time."
    act={(customerId, sending) => putCustomerStatus(customerId, 'inactive', sending)}
  />
);

export default DeactivateCustomers;
