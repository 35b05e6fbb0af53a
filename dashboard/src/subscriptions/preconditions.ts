// What every write to a subscription says beside its body: which one, seen in which version, once.
import type { Sending } from '../forms/useSubmit';

/** A subscription in the version it was read at. */
interface Seen {
  rentalId: string;
  _version?: string | undefined;
}

export const preconditions = ({ rentalId, _version }: Seen, { idempotencyKey }: Sending) => ({
  path: { subscriptionId: rentalId },
  header: {
    'Idempotency-Key': idempotencyKey,
    ...(_version !== undefined && { 'If-Match': _version }),
  },
});
