// Which fields the tenant defined for a kind of entity.
import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, given, type Schema } from '../api/client';
import type { Permission } from '../session/session';
import { useSession } from '../session/useSession';

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

/** The definitions come with what has such fields, and with the settings. */
const READABLE_WITH: Permission[] = [
  'settings:read',
  'orders:read',
  'customers:read',
  'subscriptions:read',
];

/** Fields of that section; none while they load, or where the key may not read them. */
export const useCustomFields = (section: Section): CustomField[] => {
  const { can } = useSession();
  const { data = NONE } = useQuery({
    ...CUSTOM_FIELDS,
    select: (fields) => fields.filter((field) => field.section === section),
    enabled: READABLE_WITH.some(can),
  });
  return data;
};
