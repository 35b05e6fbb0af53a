// Who is signed in, as the server knows it. The cookie itself is out of reach of scripts; what is
// kept in the browser is which tenant was last worked in, and nothing secret.
import { api, given, nameTenantInRequests, type Schema } from '../api/client';

/** The session as the API answers it. */
export type Session = Schema<'Session'>;
/** A tenant of the session. */
export type SessionTenant = Session['tenants'][number];
/** A right of an API key, such as `orders:write`. */
export type Permission = Session['permissions'][number];

const TENANT_KEPT_AS = 'flexorder.tenant';

let known: Session | undefined;

/** Asks the server who is signed in; throws its 401 where nobody is. */
export const readSession = async (): Promise<Session> => {
  if (known !== undefined) return known;
  return keep(await given(api.GET('/v1/session')));
};

/** Exchanges tenant and key for a session. */
export const signIn = async (tenantId: string, apiKey: string): Promise<Session> => {
  const session = await given(api.POST('/v1/session', { body: { apiKey, tenantId } }));
  const named = session.tenants.find((it) => it.tenantId === tenantId || it.handle === tenantId);
  if (named !== undefined) localStorage.setItem(TENANT_KEPT_AS, named.tenantId);
  return keep(session);
};

/** Ends the session, here and on the server. */
export const signOut = async (): Promise<void> => {
  forgetSession();
  await given(api.DELETE('/v1/session'));
};

/** Forgets what is known, as after a 401. */
export const forgetSession = (): void => {
  known = undefined;
  nameTenantInRequests(undefined);
};

/** The tenant of the session that is worked in: the one last chosen, else the first. */
export const tenantOf = (session: Session): SessionTenant | undefined => {
  const kept = localStorage.getItem(TENANT_KEPT_AS);
  return session.tenants.find((it) => it.tenantId === kept) ?? session.tenants[0];
};

/** Works in another tenant from now on; the page is loaded anew so that nothing of the old one stays. */
export const switchTenant = (tenantId: string): void => {
  localStorage.setItem(TENANT_KEPT_AS, tenantId);
  window.location.assign('/');
};

/** Whether the session's key may do that. */
export const allows = (session: Session | undefined, permission: Permission): boolean =>
  session?.permissions.includes(permission) ?? false;

const keep = (session: Session): Session => {
  known = session;
  nameTenantInRequests(tenantOf(session)?.tenantId);
  return session;
};
