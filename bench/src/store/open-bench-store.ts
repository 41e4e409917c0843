import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { fillTheShelves } from './goods.ts';
import { askForStatements, countStatements, type StatementCounter } from './statement-counter.ts';

/** A store that is measured. */
export interface BenchStore {
  readonly store: TestStore;
  /** The directory of its data and logs. */
  readonly dataDir: string;
  /** Whether the gateway and the subgraphs are one process. */
  readonly isOneProcess: boolean;
  /** The process of each part at this moment: `gateway`, `orders`, …, `PostgreSQL`, `Redis`, `NATS`. */
  readonly parts: () => ReadonlyMap<string, number>;
  readonly counter: StatementCounter;
  /** From the call to the last process being ready, with databases that were there before. */
  readonly startMs: number;
  readonly stop: () => Promise<void>;
}

/** How a store that is measured may differ from another. */
export interface BenchStoreOptions {
  readonly dataDir: string;
  /** How many products it has; those of a test store when left out. */
  readonly products?: number;
  /** Additional variables by part. */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The gateway and the subgraphs as one process. */
  readonly oneProcess?: boolean;
}

/**
 * Starts a store as `npm start -- --production` does, with limits, rates, logs and a durable PostgreSQL. It is started twice:
 * PostgreSQL can only count statements from a start on, and who starts a shop has its databases already.
 */
export async function openBenchStore({ dataDir, ...own }: BenchStoreOptions): Promise<BenchStore> {
  const options = { dataDir, ...own, production: true, durable: true };
  const first = await startTestStore(options);
  try {
    await askForStatements(first.services.postgres.url);
    await fillTheShelves(first);
  } finally {
    await first.stop();
  }
  const startedAt = performance.now();
  const store = await startTestStore(options);
  const startMs = performance.now() - startedAt;
  const counter = await countStatements(store.services.postgres.url).catch(async (error: unknown) => {
    await store.stop();
    throw error;
  });
  return {
    store,
    dataDir,
    isOneProcess: own.oneProcess === true,
    counter,
    startMs,
    parts: () => partsOf(store),
    stop: async () => {
      await counter.close();
      await store.stop();
    },
  };
}

function partsOf(store: TestStore): Map<string, number> {
  const { postgres, redis, nats } = store.services;
  const nodes = [...store.processes].map(({ name, pid }) => [name, pid] as const);
  const all = [...nodes, ['PostgreSQL', postgres.pid], ['Redis', redis.pid], ['NATS', nats.pid]] as const;
  return new Map(all.flatMap(([name, pid]) => (pid === undefined ? [] : [[name, pid] as const])));
}
