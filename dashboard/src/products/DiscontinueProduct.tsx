// Taking a product off the market: the API's delete, which keeps what contracts refer to.
import { ActionDialog } from '../actions/ActionDialog';
import { ConfirmationInput, type Confirmed, expectTyped } from '../actions/ConfirmationInput';
import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { count } from '../format/write';

interface Props {
  product: Rows['products'];
  onClose: () => void;
}

export const DiscontinueProduct = ({ product, onClose }: Props) => {
  const { productId, productSku, name, variantCount } = product;
  const act = async ({ confirmation }: Confirmed) => {
    expectTyped(confirmation, productSku);
    return given(
      api.DELETE('/v1/products/{productId}', {
        params: { path: { productId }, header: { 'If-Match': product._version } },
      }),
    );
  };
  return (
    <ActionDialog<Confirmed, object>
      title={`Discontinue ${name}`}
      label="Discontinue product"
      isDangerous
      maxWidth="sm"
      explanation={
        <>
          The product and its {count(variantCount, 'variant')} can no longer be ordered. Running
          subscriptions go on, and what was agreed stays readable. While an open order has it, this
          is refused.
        </>
      }
      act={act}
      onClose={onClose}
    >
      <ConfirmationInput word={productSku} />
    </ActionDialog>
  );
};
