import { describe, expect, it } from 'vitest';
import { ReplayWindow } from './replay-window.ts';

describe('the numbers of one sender', () => {
  it('are taken once each, in any order', () => {
    const window = new ReplayWindow();
    const numbers = [1, 2, 5, 3, 40, 33, 4, 64, 32, 31];
    expect(numbers.map((number) => window.take(number))).toEqual(numbers.map(() => true));
    expect(numbers.map((number) => window.take(number))).toEqual(numbers.map(() => false));
    expect(window.take(6)).toBe(true);
  });

  it('are refused when 65,536 later ones have come', () => {
    const window = new ReplayWindow();
    expect(window.take(65_537)).toBe(true);
    expect(window.take(1)).toBe(false);
    expect(window.take(2)).toBe(true);
  });

  it('are forgotten one by one as later ones come', () => {
    const window = new ReplayWindow();
    let taken = 0;
    for (let number = 1; number <= 200_000; number += 1) taken += Number(window.take(number));
    expect(taken).toBe(200_000);
    expect(window.take(200_000)).toBe(false);
    expect(window.take(200_000 - 65_535)).toBe(false);
    expect(window.take(300_000)).toBe(true);
    expect(window.take(299_999)).toBe(true);
    expect(window.take(299_999)).toBe(false);
  });
});
