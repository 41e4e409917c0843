import { afterEach, describe, expect, it, vi } from 'vitest';
import { isForMany, lockTimeoutForManyMs } from './for-many.ts';
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

describe('an item whose row somebody else has locked', () => {
  afterEach(() => vi.useRealTimers());

  /** Work that fails when it is for many, and waits when it is for one, as long as `a` is locked. */
  function locking() {
    const locked = Promise.withResolvers<undefined>();
    const batches: string[][] = [];
    const add = gather<Item, number>({
      limit: 3,
      soon: queueMicrotask,
      keyOf: ({ key }) => key,
      run: async (items) => {
        batches.push(items.map(({ key }) => key));
        const isLocked = items.some(({ key }) => key === 'a');
        if (isLocked && isForMany()) throw Object.assign(new Error('lock timeout'), { code: '55P03' });
        if (isLocked) await locked.promise;
        return items.map(({ value }) => value);
      },
    });
    return { add, batches, unlock: () => locked.resolve(undefined) };
  }

  it('holds up neither the others of its batch, nor the next batch; those of its key wait for it', async () => {
    const { add, batches, unlock } = locking();
    const [locked, ...others] = [add(item('a', 1)), add(item('b', 2)), add(item('c', 3))];
    expect(await Promise.all(others)).toEqual([2, 3]);
    const next = [add(item('d', 4)), add(item('e', 5))];
    const again = add(item('a', 6));
    expect(await Promise.all(next)).toEqual([4, 5]);
    expect(batches).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d', 'e']]);
    unlock();
    expect(await Promise.all([locked, again])).toEqual([1, 6]);
  });

  it('holds up nobody for long where it came alone', async () => {
    vi.useFakeTimers();
    const { add, unlock } = locking();
    const locked = add(item('a', 1));
    await vi.advanceTimersByTimeAsync(lockTimeoutForManyMs);
    expect(await add(item('b', 2))).toBe(2);
    unlock();
    expect(await locked).toBe(1);
  });
});
