// The one door to the server: a client typed by openapi.yaml. Not here: what a refusal says (refusal.ts).
import createClient, { type Middleware } from 'openapi-fetch';

import { Refusal, unreachable } from './refusal';
import type { components, paths } from './schema';

/** A schema of the document, by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The document's paths; `Tenant-ID` is set here for all of them, so no caller names it. */
type Paths = {
  [P in keyof paths]: {
    [M in keyof paths[P]]: paths[P][M] extends { parameters: infer Parameters }
      ? Omit<paths[P][M], 'parameters'> & { parameters: WithoutTenant<Parameters> }
      : paths[P][M];
  };
};
type WithoutTenant<Parameters> = Omit<Parameters, 'header'> & {
  header?: Parameters extends { header?: infer Headers }
    ? Partial<Omit<Headers, 'Tenant-ID'>>
    : never;
};

let tenant: string | undefined;

/** From now on requests are about this tenant. */
export const nameTenantInRequests = (id: string | undefined): void => {
  tenant = id;
};

/** Id of the tenant that requests are about. */
export const currentTenant = (): string | undefined => tenant;

const nameTenant: Middleware = {
  onRequest({ request }) {
    if (tenant !== undefined && !request.headers.has('Tenant-ID')) {
      request.headers.set('Tenant-ID', tenant);
    }
    return request;
  },
  onError({ error }) {
    // What nobody waits for any more was called off by us: the server is not to blame.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    return unreachable();
  },
};

/** The typed client. Each answer goes through [`given`]. */
export const api = createClient<Paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(nameTenant);

/** What openapi-fetch answers, as far as it concerns us. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What is read: lists can be had as CSV too and invoices as PDF, a text and bytes, which is not asked for here. */
type Read<T> = Exclude<T, string | number[]>;

/** The body of an answer, or its refusal thrown. */
export const given = async <T>(answer: Promise<Answer<T>>): Promise<Read<T>> =>
  (await whole(answer)).data;

/** Body and version (`ETag`) of an answer, or its refusal thrown. */
export const whole = async <T>(
  answer: Promise<Answer<T>>,
): Promise<{ data: Read<T>; version: string | undefined }> => {
  const { data, error, response } = await answer;
  if (!response.ok || data === undefined) throw Refusal.of(response, error);
  return { data: data as Read<T>, version: response.headers.get('ETag') ?? undefined };
};

/** A key under which a write may be sent again without happening twice. */
export const newIdempotencyKey = (): string => crypto.randomUUID();
