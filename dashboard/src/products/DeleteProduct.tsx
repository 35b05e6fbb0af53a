// Deleting a product for good, which nothing was ever made of.
import { ActionDialog } from '../actions/ActionDialog';
import { ConfirmationInput, type Confirmed, expectTyped } from '../actions/ConfirmationInput';
import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { count } from '../format/write';

interface Props {
  product: Rows['products'];
  onClose: () => void;
}

export const DeleteProduct = ({ product, onClose }: Props) => {
  const { productId, name, variantCount } = product;
  return (
    <ActionDialog<Confirmed, object>
      title={`Delete ${name} permanently`}
      label="Delete permanently"
      isDangerous
      maxWidth="sm"
      explanation={
        <>
          The product, its {count(variantCount, 'variant')} and all prices are removed for good, and
          cannot be brought back. This is for products that were never used: once there is an order,
          an asset or a subscription of it, it can only be discontinued.
        </>
      }
      act={async ({ confirmation }) => {
        expectTyped(confirmation, name.trim());
        return given(
          api.DELETE('/v1/products/{productId}', {
            params: {
              path: { productId },
              query: { permanent: true },
              header: { 'If-Match': product._version },
            },
          }),
        );
      }}
      leavesFor="/products"
      onClose={onClose}
    >
      <ConfirmationInput word={name.trim()} />
    </ActionDialog>
  );
};
