import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Work that takes until it is let go on, and doubles numbers; it cannot do 13. */
function doubling(limit = 64) {
  const batches: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  const double = gather({
    limit,
    run: async (numbers: readonly number[]) => {
      batches.push(numbers);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held.push(() => resolve(undefined));
      await promise;
      if (numbers.includes(13)) throw new RangeError('13 cannot be done');
      if (numbers.includes(99))
        throw Object.assign(new Error('the server is gone'), { code: 'ECONNREFUSED' });
      return numbers.map((number) => number * 2);
    },
  });
  const goOn = async (): Promise<void> => {
    for (let ended = 0; ended < 3; ended = held.length > 0 ? 0 : ended + 1) {
      held.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { batches, double, goOn };
}

describe('gathered work', () => {
  it('is done at once for one alone, and together for those that come meanwhile', async () => {
    const { batches, double, goOn } = doubling();
    const results = Promise.all([1, 2, 3].map(double));
    expect(batches).toEqual([[1]]);
    await goOn();
    expect(await results).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
    const alone = double(4);
    await goOn();
    expect(await alone).toBe(8);
    expect(batches).toHaveLength(3);
  });

  it('takes no more than its limit at once', async () => {
    const { batches, double, goOn } = doubling(2);
    const results = Promise.all([1, 2, 3, 4].map(double));
    await goOn();
    await results;
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('fails for the one that fails, and is done for the others of its batch', async () => {
    const { double, goOn } = doubling();
    const results = Promise.allSettled([1, 2, 13, 4].map(double));
    await goOn();
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('fails for all of a batch in an outage, whose outcome nobody knows', async () => {
    const { batches, double, goOn } = doubling();
    const results = Promise.allSettled([1, 2, 99, 4].map(double));
    await goOn();
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(batches).toHaveLength(2);
  });
});
