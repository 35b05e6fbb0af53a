// The order as it is now, past every cache.
import { api, whole } from '../api/client';
import type { Versioned } from '../forms/sendUnlessChanged';

export const readOrder = async (orderId: string): Promise<Versioned> => {
  const { data, version } = await whole(
    api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }),
  );
  return { ...data, ...(version !== undefined && { _version: version }) };
};
