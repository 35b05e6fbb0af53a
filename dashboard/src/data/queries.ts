// How long what was read counts as fresh, and what is tried again by itself.
import { QueryClient } from '@tanstack/react-query';

import { Refusal } from '../api/refusal';

/** Two reads within this time are one. */
const FRESH_MS = 5_000;
/** Times that a read is tried again when the server could not be reached or was busy. */
const RETRIES = 2;

/** A cache of what is read. Each session has one of its own, so that nothing outlives it. */
export const queryClientOf = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
      },
    },
  });

const mayPass = (error: unknown): boolean =>
  error instanceof Refusal && (error.status === 0 || error.status === 503 || error.status === 429);
