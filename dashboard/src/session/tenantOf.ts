// Which tenant of a session is worked in.
import type { Session, SessionTenant } from './session';

/** The first of the wanted tenants (by id, best first) that the session's key may work in, else its first one. */
export const tenantOf = (
  { tenants }: Pick<Session, 'tenants'>,
  wanted: (string | null)[],
): SessionTenant | undefined => {
  for (const id of wanted) {
    const found = tenants.find((it) => it.tenantId === id);
    if (found !== undefined) return found;
  }
  return tenants[0];
};
