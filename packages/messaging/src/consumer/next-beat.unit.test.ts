import { expect, it } from 'vitest';
import { nextBeatMs } from './next-beat.ts';

it('is the same for all who ask within 7.5 s', () => {
  expect([30_000, 30_001, 37_499].map(nextBeatMs)).toEqual([45_000, 45_000, 45_000]);
});

it('is at least 7.5 s ahead and at most 15', () => {
  const nows = [0, 1, 7_499.5, 7_500, 29_999, 123_456.7];
  for (const nowMs of nows) {
    expect(nextBeatMs(nowMs) - nowMs).toBeGreaterThan(7_500);
    expect(nextBeatMs(nowMs) - nowMs).toBeLessThanOrEqual(15_000);
  }
});
