// What react-admin asks about the session. The gate has let the person in already, and signing out is
// ours (layout/SignOut.tsx): react-admin's own would take saved views and columns along.
import type { AuthProvider } from 'react-admin';

import { allows, type Permission, type Session } from './session';

const ENDED = 'Your session has ended. Sign in again; what you were writing is kept.';

/** The provider of one session; `leave` shows the sign-in page. */
export const authProviderOf = (session: Session, leave: (why?: string) => void): AuthProvider => ({
  login: async () => undefined,
  logout: async () => undefined,
  checkAuth: async () => undefined,
  checkError: async (error: { status?: number }) => {
    if (error.status === 401) leave(ENDED);
  },
  getIdentity: async () => ({ id: session.apiKeyId, fullName: session.apiKeyName }),
  getPermissions: async () => session.permissions,
  canAccess: async ({ action, resource }) => allows(session, permissionFor(resource, action)),
});

/** Which right a resource's action takes; billing groups go with payments, products are the catalog. */
const permissionFor = (resource: string, action: string): Permission => {
  const kind = AREAS[resource] ?? 'settings';
  const reads = action === 'list' || action === 'show' || action === 'export';
  return `${kind}:${reads ? 'read' : 'write'}` as Permission;
};

const AREAS: Record<string, string> = {
  orders: 'orders',
  queue: 'orders',
  subscriptions: 'subscriptions',
  products: 'catalog',
  variants: 'catalog',
  assets: 'assets',
  customers: 'customers',
  payments: 'payments',
  'billing-groups': 'payments',
};
