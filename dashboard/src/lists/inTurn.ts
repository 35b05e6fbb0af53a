// Many writes, a few at a time: each one on its own, so that one that is refused holds up no other.

/** How many are under way at once. */
const AT_ONCE = 4;

/**
 * Does `act` for each item, in their order and at most [`AT_ONCE`] at a time, until all are done or
 * `isStopped` says so. `act` deals with its own failures.
 */
export const inTurn = async <T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
  isStopped: () => boolean = () => false,
): Promise<void> => {
  const waiting = [...items];
  const work = async (): Promise<void> => {
    while (!isStopped()) {
      const item = waiting.shift();
      if (item === undefined) return;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
