// Pages by number over cursors.
import { expect, it, vi } from 'vitest';

import { Cursors } from './cursors';

/** Three pages: each one's row is where it began. */
const pages = () =>
  vi.fn(async (start: string | undefined) => {
    const at = start ?? 'first';
    const next = { first: 'second', second: 'third' }[at] ?? null;
    return { rows: [at], next };
  });

it('reads the next page from where the one before ended', async () => {
  const cursors = new Cursors();
  const read = pages();
  await cursors.read('list', 1, read);
  expect((await cursors.read('list', 2, read)).rows).toEqual(['second']);
  expect(read.mock.calls).toEqual([[undefined], ['second']]);
});

it('walks to a page whose beginning it does not know', async () => {
  const read = pages();
  expect((await new Cursors().read('list', 3, read)).rows).toEqual(['third']);
  expect(read).toHaveBeenCalledTimes(3);
});

it('has nothing after the last page', async () => {
  const cursors = new Cursors();
  const read = pages();
  expect(await cursors.read('list', 4, read)).toEqual({ rows: [], next: null });
  expect(await cursors.read('list', 9, read)).toEqual({ rows: [], next: null });
});

it('knows nothing of other lists', async () => {
  const cursors = new Cursors();
  await cursors.read('list', 1, pages());
  const read = pages();
  await cursors.read('another', 2, read);
  expect(read.mock.calls[0]).toEqual([undefined]);
});
