// Switching one of many groups on or off.
import { api, given } from '../api/client';
import type { Sending } from '../forms/useSubmit';
import type { BillingGroup } from './billingGroup';

export const patchGroupStatus = (
  billingGroupId: string,
  status: BillingGroup['status'],
  { idempotencyKey }: Sending,
) =>
  given(
    api.PATCH('/v1/billing-groups/{billingGroupId}', {
      params: { path: { billingGroupId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { status },
    }),
  );
