import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

interface Item {
  readonly key: string;
  readonly value: number;
}

const item = (key: string, value = 0): Item => ({ key, value });

/** Work by key that remembers its batches, and goes on with each when it is told to. */
function gathering(work: (items: readonly Item[]) => void = () => undefined) {
  const batches: string[][] = [];
  let free = Promise.withResolvers<undefined>();
  const add = gather<Item, number>({
    limit: 3,
    soon: queueMicrotask,
    keyOf: ({ key }) => key,
    run: async (items) => {
      batches.push(items.map(({ key }) => key));
      await free.promise;
      work(items);
      return items.map(({ value }) => value);
    },
  });
  const finish = (): void => {
    free.resolve(undefined);
    free = Promise.withResolvers();
    free.resolve(undefined);
  };
  return { add, batches, finish };
}

describe('work that is gathered by key', () => {
  it('works at once on what comes alone, and on what comes meanwhile together, each with its own result', async () => {
    const { add, batches, finish } = gathering();
    const first = add(item('a', 1));
    await Promise.resolve();
    expect(batches).toEqual([['a']]);
    const others = ['b', 'c', 'd', 'e'].map((key, index) => add(item(key, index + 2)));
    await Promise.resolve();
    expect(batches).toEqual([['a']]);
    finish();
    expect(await Promise.all([first, ...others])).toEqual([1, 2, 3, 4, 5]);
    expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('takes items of one key one after the other', async () => {
    const { add, batches, finish } = gathering();
    const all = [add(item('a', 1)), add(item('a', 2)), add(item('b', 3)), add(item('a', 4))];
    finish();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
    expect(batches).toEqual([['a', 'b'], ['a'], ['a']]);
  });

  it('works on a batch that fails item by item, so that only the failing one fails', async () => {
    const { add, batches, finish } = gathering((items) => {
      if (items.some(({ key }) => key === 'bad')) throw new RangeError('bad');
    });
    const all = [add(item('a', 1)), add(item('bad')), add(item('c', 3))];
    finish();
    const results = await Promise.allSettled(all);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      1,
      'failed',
      3,
    ]);
    expect(batches).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
    await expect(add(item('d', 4))).resolves.toBe(4);
  });

  it('works on a batch once in an outage, which fails for all of it', async () => {
    const { add, batches, finish } = gathering(() => {
      throw Object.assign(new Error('the server is gone'), { code: 'ECONNREFUSED' });
    });
    const all = [add(item('a')), add(item('b')), add(item('c'))];
    finish();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(batches).toEqual([['a', 'b', 'c']]);
  });
});
