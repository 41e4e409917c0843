import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from './random.ts';

const draw = (random: Random, count = 20): number[] =>
  Array.from({ length: count }, () => random.integer(1, 1000));

describe('a seed', () => {
  it('repeats its sequence, and differs from another', () => {
    expect(draw(createRandom('7'))).toEqual(draw(createRandom('7')));
    expect(draw(createRandom('7'))).not.toEqual(draw(createRandom('8')));
  });

  it('gives the sequence that sample data was made with', () => {
    expect(draw(createRandom('product:42'), 5)).toEqual([746, 443, 536, 849, 932]);
  });
});

describe('a fork', () => {
  it('does not depend on what was drawn before', () => {
    const [one, other] = [createRandom('7'), createRandom('7')];
    other.next();
    expect(one.fork('buyer 1').next()).toBe(other.fork('buyer 1').next());
    expect(one.fork('buyer 1').next()).not.toBe(one.fork('buyer 2').next());
  });
});

describe('a draw', () => {
  it('of an integer keeps within its bounds, both included', () => {
    const random = createRandom('bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });

  it('of a chance is never for 0, always for 1, and else about as often as asked for', () => {
    const random = createRandom('chance');
    const hits = (probability: number): number =>
      Array.from({ length: 1000 }, () => random.chance(probability)).filter(Boolean).length;
    expect([hits(0), hits(1)]).toEqual([0, 1000]);
    expect(Math.abs(hits(0.3) - 300)).toBeLessThan(60);
  });

  it('by weight leaves out what weighs nothing, and prefers what weighs more', () => {
    const random = createRandom('weights');
    const drawn = Array.from({ length: 1000 }, () =>
      random.pickWeighted([
        ['never', 0],
        ['seldom', 1],
        ['often', 9],
      ]),
    );
    expect(new Set(drawn)).toEqual(new Set(['seldom', 'often']));
    expect(Math.abs(drawn.filter((item) => item === 'often').length - 900)).toBeLessThan(60);
  });

  it('from nothing is refused', () => {
    const random = createRandom('nothing');
    expect(() => random.pick([])).toThrow(RangeError);
    expect(() => random.pickWeighted([['never', 0]])).toThrow(RangeError);
  });

  it('of an order keeps every item', () => {
    const random = createRandom('order');
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = random.shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });
});
