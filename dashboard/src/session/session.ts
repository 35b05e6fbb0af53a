// Who is signed in, as the server knows it, and in which of their tenants this tab works. The cookie
// itself is out of reach of scripts; what is kept in the browser is the tenant, and nothing secret.
import { api, given, nameTenantInRequests, type Schema } from '../api/client';
import { Refusal } from '../api/refusal';
import { tenantOf } from './tenantOf';

/** The session as the API answers it. */
export type Session = Schema<'Session'>;
/** A tenant of the session. */
export type SessionTenant = Session['tenants'][number];
/** A right of an API key, such as `orders:write`. */
export type Permission = Session['permissions'][number];

/** A session, and the tenant of it that this tab works in: labels and requests follow this one. */
export interface SignedIn {
  session: Session;
  tenant: SessionTenant;
}

/** The tab's own choice stands in `sessionStorage`; `localStorage` tells a new tab the last one. */
const TENANT_KEPT_AS = 'flexorder.tenant';

/** Asks the server who is signed in; throws its 401 where nobody is. */
export const readSession = async (): Promise<SignedIn> => {
  const session = await given(api.GET('/v1/session'));
  return enter(session, [
    sessionStorage.getItem(TENANT_KEPT_AS),
    localStorage.getItem(TENANT_KEPT_AS),
    session.tenantId,
  ]);
};

/** Exchanges tenant and key for a session. */
export const signIn = async (tenantId: string, apiKey: string): Promise<SignedIn> => {
  const session = await given(api.POST('/v1/session', { body: { apiKey, tenantId } }));
  const signed = enter(session, [session.tenantId]);
  localStorage.setItem(TENANT_KEPT_AS, signed.tenant.tenantId);
  return signed;
};

/** Ends the session on the server; throws where that did not happen, and the session lives on. */
export const signOut = async (): Promise<void> => {
  try {
    await given(api.DELETE('/v1/session'));
  } catch (error) {
    // What has ended already need not be ended.
    if (!(error instanceof Refusal && error.status === 401)) throw error;
  }
};

/** Forgets which tenant requests are about, as at the end of a session. */
export const forgetSession = (): void => nameTenantInRequests(undefined);

/** Works in another tenant from now on; the page is loaded anew so that nothing of the old one stays. */
export const switchTenant = (tenantId: string): void => {
  sessionStorage.setItem(TENANT_KEPT_AS, tenantId);
  localStorage.setItem(TENANT_KEPT_AS, tenantId);
  window.location.assign('/');
};

/** Whether the session's key may do that. */
export const allows = (session: Session, permission: Permission): boolean =>
  session.permissions.includes(permission);

/** The one place that decides on the tenant; it stays this tab's, whatever other tabs choose. */
const enter = (session: Session, wanted: (string | null)[]): SignedIn => {
  const tenant = tenantOf(session, wanted);
  if (tenant === undefined) throw new Error('This key may work in no tenant.');
  sessionStorage.setItem(TENANT_KEPT_AS, tenant.tenantId);
  nameTenantInRequests(tenant.tenantId);
  return { session, tenant };
};
