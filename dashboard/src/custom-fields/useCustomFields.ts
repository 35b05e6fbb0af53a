// Which fields the tenant defined for a kind of entity.
import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, given, type Schema } from '../api/client';
import { useCan } from '../session/useSession';

export type CustomField = Schema<'CustomField'>;
export type Section = Schema<'Section'>;

/** Definitions seldom change, and a form must not change while it is filled in. */
const FRESH_MS = 5 * 60_000;

const NONE: CustomField[] = [];

/** All fields of the tenant. Whoever changes one has them read again under this key. */
export const CUSTOM_FIELDS = queryOptions({
  queryKey: ['custom-fields'],
  queryFn: async () => (await given(api.GET('/v1/custom-fields'))).customFields,
  staleTime: FRESH_MS,
});

/** Fields of that section; none while they load, or where the key may not read the settings. */
export const useCustomFields = (section: Section): CustomField[] => {
  const canRead = useCan('settings:read');
  const { data = NONE } = useQuery({
    ...CUSTOM_FIELDS,
    select: (fields) => fields.filter((field) => field.section === section),
    enabled: canRead,
  });
  return data;
};
