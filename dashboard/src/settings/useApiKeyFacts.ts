// What the list of API keys says of one, for people.
import type { Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { useSession } from '../session/useSession';
import { inWords } from './permissions';

export type ApiKey = Schema<'ApiKey'>;

/** A function that says it of a key. */
export const useApiKeyFacts = () => {
  const { session } = useSession();
  const { date, moment } = useFormat();
  const nameOf = (id: string) =>
    session.tenants.find(({ tenantId }) => tenantId === id)?.name ?? id;
  return (key: ApiKey) => ({
    may: inWords(key.permissions),
    worksIn: key.allTenants ? 'All tenants' : key.tenantIds.map(nameOf).join(', '),
    made: date(key.createdAt),
    ends: key.expiresAt ? moment(key.expiresAt) : 'Never',
    lastUsed: key.lastUsedAt ? moment(key.lastUsedAt) : 'Never',
    revoked: key.revokedAt && `Revoked ${date(key.revokedAt)}`,
  });
};
