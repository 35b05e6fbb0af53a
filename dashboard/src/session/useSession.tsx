// The session, for components: who works in which tenant, and what their key allows.
import { createContext, type ReactNode, useContext, useMemo } from 'react';

import { allows, type Permission, type Session, type SessionTenant, tenantOf } from './session';

interface Signed {
  session: Session;
  /** The tenant that is worked in. */
  tenant: SessionTenant;
  /** Whether the key may do that. */
  can: (permission: Permission) => boolean;
  /** To the sign-in page, with a sentence that says why. */
  leave: (why?: string) => void;
}

const Context = createContext<Signed | undefined>(undefined);

export const SessionProvider = ({
  session,
  leave,
  children,
}: {
  session: Session;
  leave: (why?: string) => void;
  children: ReactNode;
}) => {
  const tenant = tenantOf(session);
  const signed = useMemo(
    () =>
      tenant && {
        session,
        tenant,
        leave,
        can: (permission: Permission) => allows(session, permission),
      },
    [session, tenant, leave],
  );
  if (signed === undefined) return <p>This key may work in no tenant.</p>;
  return <Context.Provider value={signed}>{children}</Context.Provider>;
};

/** The session of the page; there is one wherever the app shows. */
export const useSession = (): Signed => {
  const signed = useContext(Context);
  if (signed === undefined) throw new Error('outside of the session');
  return signed;
};

/** Whether the session's key may do that. */
export const useCan = (permission: Permission): boolean => useSession().can(permission);
