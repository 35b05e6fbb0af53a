// Putting a discontinued product back on sale.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import type { Rows } from '../data/resources';

interface Props {
  product: Rows['products'];
  onClose: () => void;
}

export const ReturnToSale = ({ product, onClose }: Props) => (
  <ActionDialog
    title={`Put ${product.name} back on sale`}
    label="Put back on sale"
    explanation="The product becomes active. Its variants stay inactive until you switch on, one by one, those that can be ordered."
    act={(_, { idempotencyKey }) =>
      given(
        api.PUT('/v1/products/{productId}', {
          params: {
            path: { productId: product.productId },
            header: { 'Idempotency-Key': idempotencyKey, 'If-Match': product._version },
          },
          body: { status: 'active' },
        }),
      )
    }
    onClose={onClose}
  />
);
