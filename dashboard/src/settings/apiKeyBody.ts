// What the form of a new API key sends.
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';
import { EVERYTHING, type Level, permissionsOf } from './permissions';

/** Values of the inputs. */
export interface ApiKeyValues {
  name?: string | null;
  /** The day from whose beginning on it works no longer; empty: none. */
  expiresAt?: string | null;
  /** Beside the tenant that is worked in. */
  tenantIds?: string[];
  mayAll?: boolean;
  /** Where it may not all: how much of each area. */
  may: Record<string, Level>;
}

export const bodyOf = (values: ApiKeyValues): Schema<'CreateApiKeyBody'> => ({
  name: values.name ?? '',
  permissions: values.mayAll ? [EVERYTHING] : permissionsOf(values.may),
  expiresAt: orNull(values.expiresAt),
  ...(values.tenantIds && values.tenantIds.length > 0 && { tenantIds: values.tenantIds }),
});
