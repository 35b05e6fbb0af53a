// What happened to an asset, whose it was and what it brought, for components.
import { useQuery } from '@tanstack/react-query';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';

export const useAssetHistory = ({ serialNumber, _version }: Rows['assets']) =>
  useQuery({
    // Under the asset's own version: it is read again when the asset has changed.
    queryKey: ['assets', 'history', serialNumber, _version],
    queryFn: () =>
      given(api.GET('/v1/assets/{serialNumber}/history', { params: { path: { serialNumber } } })),
  });
