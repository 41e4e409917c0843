import { expect, it } from 'vitest';
import { AdaptiveLimit } from './adaptive-limit.ts';

/** A limit whose intervals pass as they are noted. */
function limited() {
  let nowMs = 0;
  const limit = new AdaptiveLimit({ least: 4, most: 100, targetMs: 40, now: () => nowMs });
  /** So many intervals in which work waited for so long, each with so much of it. */
  const pass = (intervals: number, waits: readonly number[], inHand: number) => {
    for (let interval = 0; interval < intervals; interval += 1) {
      nowMs += 250;
      for (const waitedMs of waits) limit.note(waitedMs, inHand);
    }
  };
  return { limit, pass, rest: (ms: number) => (nowMs += ms) };
}

const many = (waitedMs: number) => Array.from({ length: 10 }, () => waitedMs);

it('begins with all that may be', () => {
  expect(limited().limit.current).toBe(100);
});

it('comes down from what is worked on, not from what may be, when most of it waits', () => {
  const { limit, pass } = limited();
  pass(1, many(41), 20);
  expect(limit.current).toBe(14);
});

it('leaves some room however long work waits', () => {
  const { limit, pass } = limited();
  pass(50, many(5_000), 100);
  expect(limit.current).toBe(4);
});

it('stays where less than half of it waits: another part of the store is slow', () => {
  const { limit, pass } = limited();
  pass(20, [...many(1), ...many(5_000).slice(1)], 100);
  expect(limit.current).toBe(100);
});

it('takes a few delays for what they are', () => {
  const { limit, pass } = limited();
  pass(1, many(500).slice(1), 9);
  expect(limit.current).toBe(100);
});

it('grows back by itself, and at once after a rest', () => {
  const { limit, pass, rest } = limited();
  pass(50, many(500), 100);
  pass(10, many(1), 4);
  expect(limit.current).toBeGreaterThan(20);
  rest(10_000);
  pass(1, many(1), 1);
  expect(limit.current).toBe(100);
});
