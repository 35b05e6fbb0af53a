// Taking several products off the market.
import { count } from '../format/write';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { putProductStatus } from './putProductStatus';

const DiscontinueProducts = (props: BulkProps) => (
  <BulkDialog
    {...props}
    label={`Discontinue ${count(props.rows.length, 'product')}`}
    isDangerous
    explanation="They and their variants can no longer be ordered. Running subscriptions go on, and what was agreed stays readable. A product in an open order is refused and stays on sale."
    act={(productId, sending) => putProductStatus(productId, 'discontinued', sending)}
  />
);

export default DiscontinueProducts;
