import { expect, it } from 'vitest';
import { failuresIn, isEnough, paceOf, slowdown } from './pace.ts';

const took = (step: string, ...times: readonly number[]) => times.map((ms) => ({ step, ms, error: null }));

/** Sessions of 10 ms and orders of 100 ms, of which one in fifty took twice as long. */
const peace = [
  ...took('session', ...Array.from({ length: 100 }, (_, at) => (at % 50 === 0 ? 20 : 10))),
  ...took('order', ...Array.from({ length: 100 }, (_, at) => (at % 50 === 0 ? 200 : 100))),
];

it('measures the slowest percent of all steps, each by what is usual for its kind', () => {
  const pace = paceOf(peace);
  expect(pace).toEqual({
    medians: new Map([
      ['session', 10],
      ['order', 100],
    ]),
    p99: 2,
  });
  expect(slowdown(peace, pace)).toBe(1);
});

it.each([
  ['too few', took('session', ...Array.from({ length: 19 }, () => 10)), false],
  ['a few that look well', took('session', ...Array.from({ length: 20 }, () => 10)), true],
  ['a few of which one looks slow', took('session', 70, ...Array.from({ length: 98 }, () => 10)), false],
  ['many of which one looked slow', took('session', 70, ...Array.from({ length: 99 }, () => 10)), true],
  ['many that look slow', took('session', ...Array.from({ length: 299 }, () => 70)), false],
  ['enough of which all look slow', took('session', ...Array.from({ length: 300 }, () => 70)), true],
  ['one that failed', [{ step: 'order', ms: 1, error: 'refused' }], true],
])('is judged by enough steps: %s', (_what, samples, are) => {
  expect(isEnough(samples, paceOf(peace))).toBe(are);
});

it('tells what failed, and why', () => {
  const failed = { step: 'order', ms: 1, error: 'refused' };
  expect(failuresIn([...peace, failed])).toEqual(['order: refused']);
});

it.each([
  ['a session that takes six times as long, among few steps', took('session', 10, 60), 3],
  ['an order that takes three times as long', [...took('session', 10), ...took('order', 300)], 1.5],
  ['one step in two hundred, however long it takes', [...took('session', 6_000), ...peace.slice(1)], 1],
  ['nothing at all', [], 0],
])('tells by how much somebody was slowed down by %s', (_what, samples, times) => {
  expect(slowdown(samples, paceOf(peace))).toBe(times);
});
