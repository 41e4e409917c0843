import { expect, it } from 'vitest';
import { RestartBackoff } from './restart-backoff.ts';

/** A backoff with the clock in hand. */
function backoff() {
  let nowMs = 0;
  const made = new RestartBackoff(() => nowMs);
  /** Runs it for a while; gives how long it then waits. */
  const runFor = (ms: number): number => {
    made.started();
    nowMs += ms;
    return made.crashed();
  };
  return { runFor };
}

it('waits twice as long after each crash, up to five seconds', () => {
  const { runFor } = backoff();
  expect([1, 2, 3, 4, 5, 6].map(() => runFor(100))).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
});

it('does not take what becomes ready and dies again for healthy', () => {
  const { runFor } = backoff();
  runFor(9_999);
  expect(runFor(9_999)).toBe(1000);
});

it('begins anew once it has kept running for ten seconds', () => {
  const { runFor } = backoff();
  runFor(0);
  runFor(0);
  expect(runFor(10_000)).toBe(500);
});
