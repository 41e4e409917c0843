import { domains, type Domain } from '@cartwright/events';
import { Client } from 'pg';
import { totalOf } from '../machine/cpu-times.ts';
import { ms, perSecond, quantile, times } from '../report/figures.ts';
import type { Bench, Row } from '../row.ts';
import { costOf, costPer } from '../store/cost.ts';
import { databaseOf } from '../store/goods.ts';
import type { BenchStore } from '../store/open-bench-store.ts';
import { startYardstick } from '../yardsticks/start-yardstick.ts';
import type { SagaSetup } from '../yardsticks/synchronous-saga-process.ts';
import { checkouts, warmUp } from './checkouts.ts';

const clients = 16;

/** What the saga costs and gains. */
export const synchronousSaga: Row = {
  name: 'saga',
  what: 'a checkout of 16 at once, against its writes alone: one transaction after the other in one process, no messages, no HTTP between domains, no provider',
  bar: '',
  goal: '',
  run: async (bench) => {
    await warmUp(bench);
    const { result, each } = await checkouts(bench, { clients, checkouts: Math.ceil(bench.checkouts / 2) });
    const plain = await measureSynchronous(bench);
    const total = totalOf(each.cpuMs);
    const accepted = quantile(result.acceptedMs, 0.5);
    return {
      measured: `${ms(total)} CPU; accepted after ${ms(accepted)}, CONFIRMED after ${ms(quantile(result.toldMs, 0.5))} (p50)`,
      against: `${times(total / plain.cpuMs)} the CPU of the writes alone (${ms(plain.cpuMs)}, ${perSecond(plain.perSecond)}); accepted after ${times(accepted / plain.tookMs)} what those take (${ms(plain.tookMs)}, p50)`,
      cost: each,
      failures: [...result.failures, ...plain.failures],
    };
  },
};

/** What the same writes cost that do not wait for anybody. */
async function measureSynchronous(bench: Bench) {
  const opened = await bench.openStore();
  const saga = await startYardstick(
    new URL('../yardsticks/synchronous-saga-process.ts', import.meta.url),
    await setupOf(opened),
  );
  const request = { method: 'POST', path: '/', headers: {} } as const;
  const job = {
    kind: 'repeat',
    origin: saga.origin,
    clients,
    seconds: bench.seconds,
    requests: [request],
    perAddressPerSecond: 1_000,
  } as const;
  const parts = (): ReadonlyMap<string, number> =>
    new Map([
      ['saga', saga.pid],
      ['PostgreSQL', opened.parts().get('PostgreSQL') ?? 0],
    ]);
  try {
    await bench.driver.warmUp(job, bench.warmUp.seconds);
    const { result, cost } = await costOf({ ...opened, parts }, () => bench.driver.run<'repeat'>(job));
    return {
      cpuMs: totalOf(costPer(cost, result.answered).cpuMs),
      tookMs: quantile(result.ms, 0.5),
      perSecond: result.answered / (result.elapsedMs / 1_000),
      failures: result.failures,
    };
  } finally {
    await saga.stop();
  }
}

async function setupOf({ store }: BenchStore): Promise<SagaSetup> {
  const urls = Object.fromEntries(domains.map((domain) => [domain, databaseOf(store, domain)]));
  return {
    urls: urls as Record<Domain, string>,
    connections: clients,
    mentions: await lastOrder(databaseOf(store, 'orders')),
  };
}

/** The ids of the last order that was confirmed, of its payment and of its cart. */
async function lastOrder(ordersUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ordersUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly ids: string[] }>(
      `SELECT ARRAY[id::text, payment_id::text, cart_id::text] AS ids FROM orders
       WHERE status = 'CONFIRMED' ORDER BY placed_at DESC LIMIT 1`,
    );
    return rows[0]?.ids ?? [];
  } finally {
    await client.end();
  }
}
