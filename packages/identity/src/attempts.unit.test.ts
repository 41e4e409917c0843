import { expect, it } from 'vitest';
import { judgeAttempt, type AttemptCount } from './attempts.ts';

const policy = { free: 3, firstMs: 1_000, maxMs: 4_000, forgetMs: 60_000 };
const none: AttemptCount = { count: 0, nextAt: new Date(0), endsAt: new Date(0) };

/** Tries at these times, and tells how long each would have had to wait. */
function tryAt(...timesMs: number[]): number[] {
  let kept = none;
  return timesMs.map((atMs) => {
    const judged = judgeAttempt(kept, policy, new Date(atMs));
    if (judged.kind === 'refused') return judged.waitMs;
    kept = judged.record;
    return 0;
  });
}

it('lets some through at once, and then ever fewer, up to an end', () => {
  expect(tryAt(0, 0, 0, 0, 1_000, 1_001, 3_000, 3_000, 7_000, 7_000)).toEqual([
    0, 0, 0, 1_000, 0, 1_999, 0, 4_000, 0, 4_000,
  ]);
});

it('does not count who has to wait', () => {
  expect(tryAt(0, 0, 0, 500, 500, 999, 1_000)).toEqual([0, 0, 0, 500, 500, 1, 0]);
});

it('begins anew when nothing was tried for a while', () => {
  expect(tryAt(0, 0, 0, 61_000, 61_000, 61_000, 61_000)).toEqual([0, 0, 0, 0, 0, 0, 1_000]);
});

it('lets through who began before somebody else who was judged first', () => {
  expect(tryAt(5, 3, 4, 4)).toEqual([0, 0, 0, 1_000]);
});
