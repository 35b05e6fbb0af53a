// Changing a product: only what was changed is sent.
import { Button, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { FormPage } from '../forms/FormPage';
import { type Editing, StaleEdit } from '../forms/StaleEdit';
import type { Sending } from '../forms/useSubmit';
import { DetailPage } from '../layout/DetailPage';
import { ProductFields } from './ProductFields';
import { changeOf, PRODUCT_FIELDS, type ProductValues, valuesOf } from './productBody';

type Product = Rows['products'];
type Values = ProductValues & Editing<Product>;

const editingOf = (product: Product): Values => ({ ...valuesOf(product), _opened: product });

const ProductEdit = () => (
  <DetailPage<Product>>{(product) => <Form key={product.id} read={product} />}</DetailPage>
);

const Form = ({ read }: { read: Product }) => {
  // Read again meanwhile, the form stays with what it began with.
  const [product] = useState(read);
  const { productId } = product;
  const page = `/products/${productId}/show`;
  const save = async ({ _opened, ...values }: Values, { idempotencyKey }: Sending) => {
    const { message } = await given(
      api.PUT('/v1/products/{productId}', {
        params: {
          path: { productId },
          header: { 'Idempotency-Key': idempotencyKey, 'If-Match': _opened._version },
        },
        body: changeOf(_opened, values),
      }),
    );
    return { message, to: page };
  };
  return (
    <FormPage<Values>
      title={`Edit ${product.name}`}
      name={`products.${productId}`}
      defaultValues={editingOf(product)}
      save={save}
      stale={(close, again, forget) => (
        <StaleEdit<Product>
          resource="products"
          id={productId}
          within={[...PRODUCT_FIELDS, 'variants']}
          valuesOf={editingOf}
          close={close}
          again={again}
          forget={forget}
        />
      )}
      footer={({ isSending }) => (
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button component={Link} to={page} disabled={isSending}>
            Back to the product
          </Button>
          <Button type="submit" variant="contained" loading={isSending}>
            Save changes
          </Button>
        </Stack>
      )}
    >
      <ProductFields isSaved />
    </FormPage>
  );
};

export default ProductEdit;
