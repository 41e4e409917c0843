import { setTimeout } from 'node:timers/promises';
import { proportionalKib } from '../machine/memory.ts';
import { ms, short } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { costOf } from '../store/cost.ts';
import { askOnce } from '../store/guests.ts';
import { originOf } from './read-row.ts';

const services = new Set(['PostgreSQL', 'Redis', 'NATS']);
const settleMs = 10_000;
const barMib = 1_200;

/** A store that nobody uses. */
export const idle: Row = {
  name: 'idle',
  what: 'the whole store, idle: its Node processes',
  bar: `<= ${barMib} MiB PSS, < 1.5 % of a core`,
  goal: '1 %',
  run: async (bench) => {
    const opened = await bench.openStore();
    const firstMs = await firstAnswerMs(opened.store.graphqlUrl);
    await setTimeout(settleMs);
    const { cost } = await costOf(opened, () => setTimeout(bench.seconds * 1_000));
    const nodes = [...opened.parts()].filter(([name]) => !services.has(name));
    const mib = nodes.reduce((sum, [, pid]) => sum + proportionalKib(pid) / 1_024, 0);
    const cpu = nodes.reduce((sum, [name]) => sum + (cost.cpuMs[name] ?? 0), 0);
    return describe({
      mib,
      percent: cpu / (bench.seconds * 10),
      startMs: opened.startMs + firstMs,
      cost,
      bench,
    });
  },
};

interface Idle {
  readonly mib: number;
  readonly percent: number;
  readonly startMs: number;
  readonly cost: Awaited<ReturnType<typeof costOf>>['cost'];
  readonly bench: Bench;
}

function describe({ mib, percent, startMs, cost, bench }: Idle): Finding {
  const statements = cost.statements === undefined ? '?' : short(cost.statements / bench.seconds);
  return {
    measured: `${short(mib)} MiB PSS, ${short(percent)} % of a core, ${statements} statements/s; start to first answer ${ms(startMs)}`,
    against: '',
    isWithinBar: mib <= barMib && percent < 1.5,
  };
}

async function firstAnswerMs(url: string): Promise<number> {
  const startedAt = performance.now();
  await askOnce(originOf(url), { query: '{ result: products(first: 1) { nodes { id } } }' });
  return performance.now() - startedAt;
}
