// Changing one of many assets.
import { api, given, type Schema } from '../api/client';
import type { Sending } from '../forms/useSubmit';

/** Sends what changes of it, whatever else of it has changed since it was read. */
export const patchAsset = (
  serialNumber: string,
  body: Schema<'AssetPatchSchema'>,
  { idempotencyKey }: Sending,
) =>
  given(
    api.PATCH('/v1/assets/{serialNumber}', {
      params: { path: { serialNumber }, header: { 'Idempotency-Key': idempotencyKey } },
      body,
    }),
  );
