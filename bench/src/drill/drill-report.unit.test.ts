import { expect, it } from 'vitest';
import { drillLines, recoverySeconds, type Drill } from './drill-report.ts';

const served = (count: number, ms: number, atMs = 0) => Array.from({ length: count }, () => ({ atMs, ms }));
const visitors = {
  sent: 100,
  elapsedMs: 1_000,
  served: served(100, 10),
  refusedMs: [],
  withoutRetryAfter: 0,
  failed: 0,
  failures: [],
};
const buyers = { begun: 1, statuses: ['CONFIRMED'], acceptedMs: [20], toldMs: [100], failures: [] };
const well: Drill = {
  sustainablePerSecond: 100,
  calm: { visitors, buyers },
  overload: { visitors: { ...visitors, sent: 1_000, refusedMs: [5, 20] }, buyers },
  after: { visitors, buyers },
  memory: { calmMiB: 1_000, mostMiB: 1_200 },
  violations: [],
};

const failing = (drill: Drill) => drillLines(drill).filter(({ held }) => !held);

it('holds when everybody is served or told when to come again', () => {
  expect(failing(well)).toEqual([]);
});

const flooded = well.overload.visitors;
it.each([
  ['a buyer got through to nothing', { overload: { ...well.overload, buyers: { ...buyers, statuses: [] } } }],
  ['orders take long', { overload: { ...well.overload, buyers: { ...buyers, acceptedMs: [201] } } }],
  ['something was lost', { violations: ['an order without a payment'] }],
  ['hardly anybody is served', { overload: { buyers, visitors: { ...flooded, served: served(9, 10) } } }],
  [
    'nobody is told when to come again',
    { overload: { buyers, visitors: { ...flooded, withoutRetryAfter: 1 } } },
  ],
  ['refusals take long', { overload: { buyers, visitors: { ...flooded, refusedMs: [2_001] } } }],
  ['connections break', { overload: { buyers, visitors: { ...flooded, failed: 1 } } }],
  ['it stays slow', { after: { buyers, visitors: { ...visitors, served: served(9, 500, 12_000) } } }],
  ['memory grows', { memory: { calmMiB: 1_000, mostMiB: 2_001 } }],
] satisfies [string, Partial<Drill>][])('does not hold when %s', (_what, part) => {
  expect(failing({ ...well, ...part })).toHaveLength(1);
});

it('is as before from the second on after which nothing is slow', () => {
  const after = [...served(5, 500, 200), ...served(5, 500, 1_500), ...served(5, 10, 2_500)];
  expect(recoverySeconds(served(10, 10), after)).toBe(2);
  expect(recoverySeconds(served(10, 10), served(10, 12, 300))).toBe(0);
});
