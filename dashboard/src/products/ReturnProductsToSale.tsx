// Putting several discontinued products back on sale.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { putProductStatus } from './putProductStatus';

const ReturnProductsToSale = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Put ${count(props.rows.length, 'product')} back on sale`}
    explanation="The products become active. Their variants stay inactive until you switch on, one by one, those that can be ordered."
    act={(productId, sending) => putProductStatus(productId, 'active', sending)}
  />
);

export default ReturnProductsToSale;
