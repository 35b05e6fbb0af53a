// Whether a variant can be ordered, as a switch that acts at once.
import { Switch, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';

import { api, given, newIdempotencyKey } from '../api/client';
import { Refusal, reasonOf } from '../api/refusal';
import type { Rows } from '../data/resources';
import { useCan } from '../session/useSession';
import type { Product } from './productBody';

type Status = 'active' | 'inactive';

interface Props {
  product: Rows['products'];
  variant: Product['variants'][number];
}

export const VariantStatus = ({ product, variant }: Props) => {
  const mayWrite = useCan('catalog:write');
  const whyId = useId();
  const { put, isSending } = useVariantStatus(product, variant.variantId);
  const isActive = variant.status === 'active';
  const isRetired = product.status === 'discontinued';
  return (
    <>
      <Switch
        size="small"
        checked={isActive}
        disabled={isSending || isRetired || !mayWrite}
        onChange={() => put(isActive ? 'inactive' : 'active')}
        slotProps={{
          input: {
            'aria-label': `${variant.variantName} can be ordered`,
            ...(isRetired && { 'aria-describedby': whyId }),
          },
        }}
      />
      {isRetired && (
        <Typography id={whyId} variant="caption" component="div" color="text.secondary">
          The product is discontinued
        </Typography>
      )}
    </>
  );
};

/** Puts a variant into a status. */
const useVariantStatus = (product: Rows['products'], variantId: string) => {
  const notify = useNotify();
  const refresh = useRefresh();
  const leaveIfEnded = useLogoutIfAccessDenied();
  // What got no answer is sent again under its key; another wish is another request.
  const unanswered = useRef<{ status: Status; key: string }>(undefined);
  const { mutate, isPending } = useMutation({
    mutationFn: (status: Status) => {
      if (unanswered.current?.status !== status) {
        unanswered.current = { status, key: newIdempotencyKey() };
      }
      return given(
        api.PATCH('/v1/products/variants/{variantId}/status', {
          params: {
            path: { variantId },
            // A variant changes with its product, whose version it is.
            header: { 'Idempotency-Key': unanswered.current.key, 'If-Match': product._version },
          },
          body: { status },
        }),
      );
    },
    onSuccess: ({ message }) => {
      unanswered.current = undefined;
      notify(message, { type: 'success' });
    },
    onError: (error) => {
      if (error instanceof Refusal && error.status !== 0) unanswered.current = undefined;
      void leaveIfEnded(error);
      notify(reasonOf(error), { type: 'error', autoHideDuration: 10_000 });
    },
    onSettled: refresh,
  });
  return { put: mutate, isSending: isPending };
};
