// What the server says when it refuses: the envelope of errors (docs/api.md) as an exception that
// forms can read: `body.errors` is where react-admin looks for messages at fields.
import { HttpError } from 'react-admin';

import type { components } from './schema';

/** One fault at its place in the body. */
export type Fault = components['schemas']['ErrorDetail'];

/** Messages at fields, nested as the form's values are. */
export type FieldErrors = { [name: string]: string | FieldErrors | FieldErrors[] };

const KEY_REUSED = 'IDEMPOTENCY_KEY_REUSED';

/** Where the API speaks to those who write clients: what it means for the person. */
const IN_OUR_WORDS: Record<string, string> = {
  [KEY_REUSED]:
    'Your earlier attempt did arrive, as it was written then; only its answer was lost. Look at what ' +
    'it did before you send again: that does what stands here as well.',
};

/** An answer that is no success. */
export class Refusal extends HttpError {
  /** The stable word, such as `INVALID_ORDER_STATUS`. */
  readonly code: string;
  /** Each fault of the body with its place. */
  readonly faults: Fault[];
  /** What to quote when the server is to blame. */
  readonly requestId: string | undefined;

  constructor(status: number, code: string, message: string, faults: Fault[], requestId?: string) {
    super(message, status, { errors: faults.length > 0 ? atFields(faults) : undefined });
    // HttpError makes every instance one of its own; without this none would be a Refusal.
    Object.setPrototypeOf(this, new.target.prototype);
    this.code = code;
    this.faults = faults;
    this.requestId = requestId;
  }

  /** Reads the envelope; an answer without one (a proxy's, say) gets words of our own. */
  static of(response: Response, body: unknown): Refusal {
    const requestId = response.headers.get('Request-Id') ?? undefined;
    const error = isEnvelope(body) ? body.error : undefined;
    const code = error?.code ?? 'UNREADABLE';
    const message = error?.message ?? `The server answered ${response.status} without saying why.`;
    return new Refusal(
      response.status,
      code,
      IN_OUR_WORDS[code] ?? message,
      error?.details ?? [],
      requestId,
    );
  }

  /** Whether somebody else changed the entity meanwhile. */
  get isStale(): boolean {
    return this.status === 412;
  }

  /** Whether something else had been sent under the same key and was done: its answer was lost. */
  get isKeyReused(): boolean {
    return this.code === KEY_REUSED;
  }
}

/** A request that got no answer: nobody knows whether it was done. */
export const unreachable = (): Refusal =>
  new Refusal(
    0,
    'UNREACHABLE',
    'The server cannot be reached. Nothing is lost: try again, it will not happen twice.',
    [],
  );

/** Sentence for anything that was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const isEnvelope = (body: unknown): body is components['schemas']['ErrorBody'] =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';

/** `items[0].sku` → `{items: [{sku: message}]}`; the first fault of a place wins. */
const atFields = (faults: Fault[]): FieldErrors => {
  const errors: FieldErrors = {};
  for (const { path, message } of faults) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop();
    if (last === undefined) continue;
    // biome-ignore lint/suspicious/noExplicitAny: objects and arrays are made as the path asks
    let place: any = errors;
    steps.forEach((step, at) => {
      const next = steps[at + 1] ?? last;
      if (typeof place[step] !== 'object') place[step] = /^\d+$/.test(next) ? [] : {};
      place = place[step];
    });
    place[last] ??= message;
  }
  return errors;
};
