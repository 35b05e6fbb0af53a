// Bulk actions, one after another.
import { describe, expect, it } from 'vitest';

import { inTurn } from './inTurn';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('inTurn', () => {
  it('does all of them, at most four at a time', async () => {
    const done: number[] = [];
    let underWay = 0;
    let most = 0;
    await inTurn([1, 2, 3, 4, 5, 6, 7, 8, 9], async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await settle();
      underWay -= 1;
      done.push(item);
    });
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(4);
  });

  it('begins nothing more once it is stopped', async () => {
    const done: number[] = [];
    await inTurn(
      [1, 2, 3, 4, 5, 6],
      async (item) => {
        await settle();
        done.push(item);
      },
      () => done.length > 0,
    );
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('has nothing to do for nothing', async () => {
    await expect(inTurn([], () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
  });
});
