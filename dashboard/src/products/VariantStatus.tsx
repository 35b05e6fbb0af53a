// Whether a variant can be ordered, as a switch that acts at once.
import { Switch, Tooltip } from '@mui/material';
import { useCallback } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { api, given } from '../api/client';
import { reasonOf } from '../api/refusal';
import type { Rows } from '../data/resources';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { useCan } from '../session/useSession';
import type { Product } from './productBody';

interface Props {
  product: Rows['products'];
  variant: Product['variants'][number];
}

export const VariantStatus = ({ product, variant }: Props) => {
  const mayWrite = useCan('catalog:write');
  const notify = useNotify();
  const refresh = useRefresh();
  const { variantId } = variant;
  const send = useCallback(
    async (status: 'active' | 'inactive', { idempotencyKey }: Sending) =>
      given(
        api.PATCH('/v1/products/variants/{variantId}/status', {
          params: {
            path: { variantId },
            // A variant changes with its product, whose version it is.
            header: { 'Idempotency-Key': idempotencyKey, 'If-Match': product._version },
          },
          body: { status },
        }),
      ).catch((error: unknown) => {
        notify(reasonOf(error), { type: 'error', autoHideDuration: 10_000 });
        refresh();
        throw error;
      }),
    [variantId, product._version, notify, refresh],
  );
  const done = useCallback(
    ({ message }: { message: string }) => {
      notify(message, { type: 'success' });
      refresh();
    },
    [notify, refresh],
  );
  const { submit, isSending } = useSubmit(send, done);
  const isActive = variant.status === 'active';
  const isRetired = product.status === 'discontinued';
  const why = isRetired ? 'The product is discontinued: put it back on sale first' : '';
  return (
    <Tooltip title={why}>
      <span>
        <Switch
          size="small"
          checked={isActive}
          disabled={isSending || isRetired || !mayWrite}
          onChange={() => void submit(isActive ? 'inactive' : 'active')}
          slotProps={{ input: { 'aria-label': `${variant.variantName} can be ordered` } }}
        />
      </span>
    </Tooltip>
  );
};
