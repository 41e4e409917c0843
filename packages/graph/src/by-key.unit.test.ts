import { expect, it, vi } from 'vitest';
import { byKey, listByKey } from './by-key.ts';

const rows = [
  { id: 'b', group: 'x' },
  { id: 'a', group: 'x' },
  { id: 'c', group: 'y' },
];

it('loads the keys of one turn at once and aligns the rows, null where there is none', async () => {
  const load = vi.fn(() => Promise.resolve(rows));
  const loader = byKey(load, ({ id }) => id);
  const loaded = await Promise.all([loader.load('a'), loader.load('nothing'), loader.load('b')]);
  expect(loaded).toEqual([rows[1], null, rows[0]]);
  expect(load).toHaveBeenCalledExactlyOnceWith(['a', 'nothing', 'b']);
});

it('gathers lists in the order of the rows, empty where there is none', async () => {
  const loader = listByKey(
    () => Promise.resolve(rows),
    ({ group }) => group,
  );
  expect(await loader.loadMany(['y', 'z', 'x'])).toEqual([[rows[2]], [], [rows[0], rows[1]]]);
});
