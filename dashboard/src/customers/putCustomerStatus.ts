// Putting one of many customers away, or bringing them back.
import { api, given } from '../api/client';
import type { Sending } from '../forms/useSubmit';
import type { Customer } from './customer';

export const putCustomerStatus = (
  customerId: string,
  status: Customer['status'],
  { idempotencyKey }: Sending,
) =>
  given(
    api.PUT('/v1/customers/{customerId}', {
      params: { path: { customerId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { status },
    }),
  );
