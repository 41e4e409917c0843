import type { FloodResult, Served, ShopResult } from '../load/jobs.ts';
import { ms, perSecond, quantile, short, times } from '../report/figures.ts';

/** What a drill saw. */
export interface Drill {
  readonly sustainablePerSecond: number;
  readonly calm: { readonly visitors: FloodResult; readonly buyers: ShopResult };
  readonly overload: { readonly visitors: FloodResult; readonly buyers: ShopResult };
  readonly after: { readonly visitors: FloodResult; readonly buyers: ShopResult };
  /** Of gateway and subgraphs together, in MiB, in peace and at most. */
  readonly memory: { readonly calmMiB: number; readonly mostMiB: number };
  /** What of the invariants did not hold when the store had come to rest. */
  readonly violations: readonly string[];
}

/** One line of the table. */
export interface DrillLine {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly held: boolean;
}

/** How often the 99th percentile of accepted orders may be what it was in peace. */
const mostSlower = 10;
/** How soon whoever is refused is told so, and after how long everything is as it was. */
const mostRefusedMs = 2_000;
const mostRecoverySeconds = 10;
const mostGrowth = 2;
const leastGoodput = 0.1;

/** What a drill came to, and whether it may. */
export function drillLines(drill: Drill): DrillLine[] {
  return [...buyersLines(drill), ...visitorsLines(drill), ...afterLines(drill)];
}

function buyersLines({ calm, overload, violations }: Drill): DrillLine[] {
  const { buyers } = overload;
  const before = quantile(calm.buyers.acceptedMs, 0.99);
  const accepted = quantile(buyers.acceptedMs, 0.99);
  const confirmed = buyers.statuses.filter((status) => status === 'CONFIRMED').length;
  return [
    {
      what: 'buyers whose order was confirmed',
      measured: `${confirmed} of ${buyers.begun}${firstOf(buyers.failures)}`,
      bar: 'all',
      held: confirmed === buyers.begun,
    },
    {
      what: '`orderPlace` accepted, p99',
      measured: `${ms(accepted)}, ${times(accepted / before)} of ${ms(before)} in peace; p50 ${ms(quantile(buyers.acceptedMs, 0.5))}`,
      bar: `<= ${mostSlower}×`,
      held: accepted <= mostSlower * before,
    },
    {
      what: 'invariants that do not hold afterwards',
      measured: `${violations.length}${firstOf(violations)}`,
      bar: '0',
      held: violations.length === 0,
    },
  ];
}

function visitorsLines({ sustainablePerSecond, overload: { visitors } }: Drill): DrillLine[] {
  const { sent, elapsedMs, served, refusedMs, withoutRetryAfter, failed, failures } = visitors;
  const rate = served.length / (elapsedMs / 1_000);
  const refused = quantile(refusedMs, 0.99);
  return [
    {
      what: 'visitors who were served',
      measured: `${perSecond(rate)} of ${perSecond(sent / (elapsedMs / 1_000))}, ${times(rate / sustainablePerSecond)} of what it can sustain; p99 ${ms(quantile(latencies(served), 0.99))}`,
      bar: `>= ${short(leastGoodput)}×`,
      held: rate >= leastGoodput * sustainablePerSecond,
    },
    {
      what: 'visitors who were refused, with when to come again',
      measured: `${refusedMs.length}, ${withoutRetryAfter} without; p50 ${ms(quantile(refusedMs, 0.5))}, p99 ${ms(refused)}`,
      bar: `all; p99 <= ${ms(mostRefusedMs)}`,
      held: withoutRetryAfter === 0 && refused <= mostRefusedMs,
    },
    {
      what: 'visitors who were neither',
      measured: `${failed}${firstOf(failures)}`,
      bar: '0',
      held: failed === 0,
    },
  ];
}

function afterLines({ calm, after, memory }: Drill): DrillLine[] {
  const seconds = recoverySeconds(calm.visitors.served, after.visitors.served);
  const told = quantile(after.buyers.toldMs, 0.5) / quantile(calm.buyers.toldMs, 0.5);
  return [
    {
      what: 'until visitors are served as before',
      measured: `${seconds} s; then orders are confirmed after ${times(told)} what it took before, p50`,
      bar: `<= ${mostRecoverySeconds} s`,
      held: seconds <= mostRecoverySeconds,
    },
    {
      what: 'memory of gateway and subgraphs, at most',
      measured: `${short(memory.mostMiB)} MiB, ${times(memory.mostMiB / memory.calmMiB)} of ${short(memory.calmMiB)} MiB in peace`,
      bar: `<= ${mostGrowth}×`,
      held: memory.mostMiB <= mostGrowth * memory.calmMiB,
    },
  ];
}

/** The first whole second from which on half of those who come are served within twice what nine of ten were in peace. */
export function recoverySeconds(before: readonly Served[], after: readonly Served[]): number {
  const usual = 2 * quantile(latencies(before), 0.9);
  const bySecond = Map.groupBy(after, ({ atMs }) => Math.floor(atMs / 1_000));
  const slow = [...bySecond].filter(([, served]) => quantile(latencies(served), 0.5) > usual);
  return Math.max(0, ...slow.map(([second]) => second + 1));
}

function latencies(served: readonly Served[]): number[] {
  return served.map((one) => one.ms);
}

function firstOf(problems: readonly string[]): string {
  return problems[0] === undefined ? '' : `: ${problems[0].replaceAll('|', '/').slice(0, 200)}`;
}

/** The table that a drill prints. */
export function drillTable(lines: readonly DrillLine[]): string {
  const head = '| what | measured | bar | held |\n| --- | --- | --- | --- |';
  const rows = lines.map(
    ({ what, measured, bar, held }) => `| ${what} | ${measured} | ${bar} | ${held ? 'yes' : '**no**'} |`,
  );
  return [head, ...rows].join('\n');
}
