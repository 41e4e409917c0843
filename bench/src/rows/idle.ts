import { setTimeout } from 'node:timers/promises';
import { proportionalKib } from '../machine/memory.ts';
import { ms, short } from '../report/figures.ts';
import type { Finding, Row } from '../row.ts';
import { costOf } from '../store/cost.ts';
import { askOnce } from '../store/guests.ts';
import { originOf } from './read-row.ts';

const services = new Set(['PostgreSQL', 'Redis', 'NATS']);
/** Node tidies up once what a start has left in memory, after 100 to 110 s: a tenth of a second of each process. */
const settleMs = 120_000;
/** Some loops look twice a minute. */
const leastSeconds = 30;
/** Of all Node processes, or of the one that is gateway and subgraphs. */
const barMib = { processes: 1_200, one: 446 };
const barStartMs = 3_000;

/** A store that nobody uses. */
export const idle: Row = {
  name: 'idle',
  what: 'the whole store, idle: its Node processes',
  bar: `<= ${barMib.processes} MiB PSS, in one process ${barMib.one} and an answer in ${barStartMs / 1_000} s; < 1.5 % of a core`,
  goal: '1 %; in one process 300 MiB, 2.3 s',
  run: async (bench) => {
    const opened = await bench.openStore();
    const firstMs = await firstAnswerMs(opened.store.graphqlUrl);
    await setTimeout(settleMs);
    const seconds = Math.max(leastSeconds, bench.seconds);
    const { cost } = await costOf(opened, () => setTimeout(seconds * 1_000));
    const { isOneProcess } = opened;
    const nodes = [...opened.parts()].filter(([name]) =>
      isOneProcess ? name === 'store' : !services.has(name),
    );
    const mib = nodes.reduce((sum, [, pid]) => sum + proportionalKib(pid) / 1_024, 0);
    const cpu = nodes.reduce((sum, [name]) => sum + (cost.cpuMs[name] ?? 0), 0);
    return describe({
      mib,
      percent: cpu / (seconds * 10),
      startMs: opened.startMs + firstMs,
      isOneProcess,
      cost,
      seconds,
    });
  },
};

interface Idle {
  readonly mib: number;
  readonly percent: number;
  readonly startMs: number;
  readonly isOneProcess: boolean;
  readonly cost: Awaited<ReturnType<typeof costOf>>['cost'];
  readonly seconds: number;
}

function describe({ mib, percent, startMs, isOneProcess, cost, seconds }: Idle): Finding {
  const isInTime = !isOneProcess || startMs <= barStartMs;
  const mostMib = isOneProcess ? barMib.one : barMib.processes;
  const statements = cost.statements === undefined ? '?' : short(cost.statements / seconds);
  return {
    measured: `${short(mib)} MiB PSS, ${short(percent)} % of a core, ${statements} statements/s; start to first answer ${ms(startMs)}`,
    against: '',
    isWithinBar: mib <= mostMib && percent < 1.5 && isInTime,
  };
}

async function firstAnswerMs(url: string): Promise<number> {
  const startedAt = performance.now();
  await askOnce(originOf(url), { query: '{ result: products(first: 1) { nodes { id } } }' });
  return performance.now() - startedAt;
}
