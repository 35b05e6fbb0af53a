// Taking a product off the market: the API's delete, which keeps what contracts refer to.
import { TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { Refusal } from '../api/refusal';
import type { Rows } from '../data/resources';
import { count } from '../format/write';

interface Props {
  product: Rows['products'];
  onClose: () => void;
}

interface Values {
  confirmation?: string | null;
}

export const DiscontinueProduct = ({ product, onClose }: Props) => {
  const { productId, productSku, name, variantCount } = product;
  const act = async ({ confirmation }: Values) => {
    if (confirmation?.trim() !== productSku) {
      const message = `Type ${productSku} to confirm.`;
      throw new Refusal(0, 'NOT_CONFIRMED', message, [
        { path: 'confirmation', message, code: 'custom' },
      ]);
    }
    return given(
      api.DELETE('/v1/products/{productId}', {
        params: { path: { productId }, header: { 'If-Match': product._version } },
      }),
    );
  };
  return (
    <ActionDialog<Values, object>
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
      <TextInput
        source="confirmation"
        label={`Type ${productSku} to confirm`}
        helperText={false}
        autoComplete="off"
        autoFocus
      />
    </ActionDialog>
  );
};
