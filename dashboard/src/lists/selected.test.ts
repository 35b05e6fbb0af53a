// Selected rows and their names.
import { expect, it } from 'vitest';

import { selectedRows } from './selected';

const row = (id: string, name: string) => ({ id, name });
const labelOf = ({ name }: { name: string }) => name;
const nothing = () => undefined;

it('are in the order of selection, by what the list shows of them', () => {
  const shown = [row('a', 'Ada'), row('b', 'Bo'), row('c', 'Cy')];
  expect(selectedRows(['c', 'a'], { shown, read: nothing, labelOf })).toEqual([
    { id: 'c', label: 'Cy' },
    { id: 'a', label: 'Ada' },
  ]);
});

it('are known on other pages by what was read before, which the list overrules', () => {
  const read = (id: string) => row(id, `old ${id}`);
  const known = { shown: [row('a', 'Ada')], read, labelOf };
  expect(selectedRows(['a', 'z'], known).map(({ label }) => label)).toEqual(['Ada', 'old z']);
});

it('are acted on by their whole id where nothing is known of them', () => {
  const id = 'pay_01kb5ap213fpz8j8t37eabfs25';
  expect(selectedRows([id], { shown: [], read: nothing, labelOf })).toEqual([
    { id, label: '7eabfs25, not on this page' },
  ]);
});
