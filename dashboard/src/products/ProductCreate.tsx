// A new product with its variants and prices.
import { Button, Stack } from '@mui/material';
import { Link } from 'react-router-dom';

import { api, given } from '../api/client';
import { Refusal } from '../api/refusal';
import { FormPage } from '../forms/FormPage';
import type { Sending } from '../forms/useSubmit';
import { useSession } from '../session/useSession';
import { ProductFields } from './ProductFields';
import { newProductOf, newVariant, type ProductValues } from './productBody';

/**
 * The version of no product. The API saves a product under its SKU, new or not; with this, one that
 * is there already is refused and not written over.
 */
const NOT_THERE_YET = '"0"';

const save = async (values: ProductValues, { idempotencyKey }: Sending) => {
  const body = newProductOf(values);
  const header = { 'Idempotency-Key': idempotencyKey, 'If-Match': NOT_THERE_YET };
  const saved = await given(api.POST('/v1/products', { params: { header }, body })).catch(
    (error: unknown) => {
      throw error instanceof Refusal && error.isStale ? taken(body.productSku) : error;
    },
  );
  return { message: saved.message, to: `/products/${saved.productId}/show` };
};

const taken = (sku: string): Refusal => {
  const message = `There is a product ${sku} already. Choose another SKU, or edit that one.`;
  return new Refusal(409, 'PRODUCT_EXISTS', message, [
    { path: 'productSku', message, code: 'custom' },
  ]);
};

const ProductCreate = () => {
  const { tenant } = useSession();
  const terms = tenant.contractTerms.length > 0 ? tenant.contractTerms : [12];
  return (
    <FormPage<ProductValues>
      title="New product"
      name="products.new"
      defaultValues={{
        name: '',
        productSku: '',
        category: '',
        brand: '',
        specification: '',
        status: 'active',
        images: [],
        variants: [newVariant(terms)],
      }}
      save={save}
      footer={({ isSending }) => (
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button component={Link} to="/products" disabled={isSending}>
            Back to the list
          </Button>
          <Button type="submit" variant="contained" loading={isSending}>
            Save product
          </Button>
        </Stack>
      )}
    >
      <ProductFields />
    </FormPage>
  );
};

export default ProductCreate;
