// The session, for components: who works in which tenant, and what their key allows.
import { createContext, type ReactNode, useContext, useMemo } from 'react';

import { allows, type Permission, type SignedIn } from './session';

interface Doors {
  /** To the sign-in page, with a sentence that says why. */
  leave: (why?: string) => void;
  /** Reads the session anew, as after a change of the tenant's settings. */
  refresh: () => Promise<void>;
}

interface Signed extends SignedIn, Doors {
  /** Whether the key may do that. */
  can: (permission: Permission) => boolean;
}

const Context = createContext<Signed | undefined>(undefined);

interface Props extends Doors {
  signed: SignedIn;
  children: ReactNode;
}

export const SessionProvider = ({ signed, leave, refresh, children }: Props) => {
  const value = useMemo(
    () => ({
      ...signed,
      leave,
      refresh,
      can: (permission: Permission) => allows(signed.session, permission),
    }),
    [signed, leave, refresh],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
};

/** The session of the page; there is one wherever the app shows. */
export const useSession = (): Signed => {
  const signed = useContext(Context);
  if (signed === undefined) throw new Error('outside of the session');
  return signed;
};

/** Whether the session's key may do that. */
export const useCan = (permission: Permission): boolean => useSession().can(permission);
