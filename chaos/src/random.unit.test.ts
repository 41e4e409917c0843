import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

describe('seededRandom', () => {
  it('replays a seed, and differs from another', () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.between(1, 1000));
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('forks streams that what came before does not change', () => {
    const one = seededRandom(7);
    const other = seededRandom(7);
    other.next();
    expect(one.fork('buyer 1').next()).toBe(other.fork('buyer 1').next());
    expect(one.fork('buyer 1').next()).not.toBe(one.fork('buyer 2').next());
  });

  it('keeps within its bounds, both ends included', () => {
    const random = seededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });
});
