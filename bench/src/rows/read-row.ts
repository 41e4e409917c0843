import type { TestStore } from '@cartwright/stack/test-store';
import type { SentRequest } from '../load/jobs.ts';
import { cpuDuring, totalOf } from '../machine/cpu-times.ts';
import { kib, ms, perSecond, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { costOf, costPer } from '../store/cost.ts';
import { startBareHttp } from '../yardsticks/bare-http.ts';

/** A query that is asked over and over. */
export interface ReadRow {
  readonly name: string;
  readonly what: string;
  /** Made when the store is there. */
  readonly requestFor: (store: TestStore) => Promise<SentRequest>;
  /** Fewer than an address may in production. */
  readonly perAddressPerSecond: number;
  /** Milliseconds of CPU for one request. */
  readonly bar: number;
  readonly goal: number;
}

const clients = 16;

/** Measures a public query against a server that does nothing but send the same bytes. */
export function readRow({ name, what, requestFor, perAddressPerSecond, bar, goal }: ReadRow): Row {
  const run = async (bench: Bench): Promise<Finding> => {
    const { store } = await bench.openStore();
    const request = await requestFor(store);
    const read = await measureReads(bench, {
      origin: originOf(store.graphqlUrl),
      requests: [request],
      perAddressPerSecond,
    });
    const bare = await measureBare(bench, request, { body: 'x'.repeat(read.bytes) });
    const total = totalOf(read.cost.cpuMs);
    return {
      measured: `${ms(total)} CPU, ${perSecond(read.perSecond)}, ${kib(read.bytes)}`,
      against: `${times(total / bare.cpuMs)} bare node:http (${ms(bare.cpuMs)})`,
      cost: read.cost,
      isWithinBar: total <= bar,
      failures: read.failures,
    };
  };
  return { name, what, bar: `<= ${ms(bar)}`, goal: ms(goal), run };
}

/** A query as a client sends it. */
export function operation(query: string, token?: string, variables?: object): SentRequest {
  return {
    method: 'POST',
    path: '/graphql',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  };
}

/** The origin of an address. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

interface Reads {
  readonly origin: string;
  readonly requests: readonly SentRequest[];
  readonly perAddressPerSecond: number;
}

/** What one of these requests costs the store once it is warm. */
export async function measureReads(bench: Bench, reads: Reads) {
  const job = {
    kind: 'repeat',
    clients,
    seconds: bench.seconds,
    ...reads,
  } as const;
  await bench.driver.warmUp(job, bench.warmUp.seconds);
  const { result, cost } = await costOf(await bench.openStore(), () => bench.driver.run<'repeat'>(job));
  return {
    cost: costPer(cost, result.answered),
    perSecond: result.answered / (result.elapsedMs / 1_000),
    bytes: result.bytes,
    failures: result.failures,
  };
}

/** From how few addresses a yardstick is asked where it does not matter. */
const asMuchAsOneLikes = 1_000;

/** What bare `node:http` takes and brings through for the same bytes. */
export async function measureBare(
  { driver, seconds, warmUp }: Bench,
  request: SentRequest,
  { body, perAddressPerSecond = asMuchAsOneLikes }: { body: string; perAddressPerSecond?: number },
): Promise<{ readonly cpuMs: number; readonly perSecond: number }> {
  const bare = await startBareHttp(body);
  const parts = new Map([['bare', bare.pid]]);
  const job = {
    kind: 'repeat',
    origin: bare.origin,
    clients,
    seconds: seconds / 2,
    requests: [request],
    perAddressPerSecond,
  } as const;
  try {
    await driver.warmUp(job, warmUp.seconds);
    const { result, cpuMs } = await cpuDuring(parts, () => driver.run<'repeat'>(job));
    const { answered, elapsedMs } = result;
    return { cpuMs: cpuMs / answered, perSecond: answered / (elapsedMs / 1_000) };
  } finally {
    await bare.stop();
  }
}
