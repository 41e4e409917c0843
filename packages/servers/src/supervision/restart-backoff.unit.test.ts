import { expect, it } from 'vitest';
import { RestartBackoff } from './restart-backoff.ts';

/** A back-off with a clock that the test sets. */
function backoff() {
  let nowMs = 0;
  const made = new RestartBackoff(() => nowMs);
  /** Runs for a while and crashes; returns the wait before the next start. */
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

it('does not count a process as healthy that becomes ready and dies again', () => {
  const { runFor } = backoff();
  runFor(9_999);
  expect(runFor(9_999)).toBe(1000);
});

it('starts over once it has kept running for ten seconds', () => {
  const { runFor } = backoff();
  runFor(0);
  runFor(0);
  expect(runFor(10_000)).toBe(500);
});
