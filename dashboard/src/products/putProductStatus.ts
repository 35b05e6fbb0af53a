// Taking one of many products off the market, or putting it back on sale.
import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import type { Sending } from '../forms/useSubmit';

export const putProductStatus = (
  productId: string,
  status: Rows['products']['status'],
  { idempotencyKey }: Sending,
) =>
  given(
    api.PUT('/v1/products/{productId}', {
      params: { path: { productId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { status },
    }),
  );
