// Two filters that bound the same value, such as `createdFrom` and `createdTo`.

const ENDS = [
  ['From', 'To'],
  ['Min', 'Max'],
] as const;

/** Whether a lower bound lies above its upper one, so that nothing can lie between them. */
export const areCrossed = (filters: Record<string, unknown>): boolean =>
  ENDS.some(([lower, upper]) =>
    Object.entries(filters).some(([name, least]) => {
      if (!name.endsWith(lower)) return false;
      const most = filters[name.slice(0, -lower.length) + upper];
      return isGiven(least) && isGiven(most) && least > most;
    }),
  );

/** Days are compared as they are written: `2026-11-22`. */
const isGiven = (bound: unknown): bound is string | number =>
  typeof bound === 'number' || (typeof bound === 'string' && bound !== '');
