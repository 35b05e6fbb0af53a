// The tenant's settings, with the version they were read at.
import { useQuery } from '@tanstack/react-query';

import { api, type Schema, whole } from '../api/client';
import { useCan } from '../session/useSession';

/** Settings, as the API answers them. */
export type Settings = Schema<'Settings'>;

/** Under which they are kept. */
export const SETTINGS = ['settings'];

/** Nothing comes where the key may not read them. */
export const useSettings = () =>
  useQuery({
    queryKey: SETTINGS,
    queryFn: () => whole(api.GET('/v1/settings')),
    enabled: useCan('settings:read'),
  });
