import { describe, expect, it } from 'vitest';
import { countWrong, pausedUntil, type WrongCodes } from './rules.ts';

const now = new Date('2026-11-29T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('wrong codes', () => {
  const wrong = (count: number, at: Date) =>
    Array.from({ length: count }).reduce<WrongCodes>((counted) => countWrong(counted, at), {
      wrongCodes: 0,
      wrongSince: null,
    });

  it('pause the app after ten in an hour, until the hour is over', () => {
    expect(pausedUntil(wrong(9, now), now)).toBeNull();
    const ten = wrong(10, now);
    expect(pausedUntil(ten, after(10))).toEqual(after(3600));
    expect(pausedUntil(ten, after(3600))).toBeNull();
    expect(countWrong(ten, after(3601))).toEqual({ wrongCodes: 1, wrongSince: after(3601) });
  });
});
