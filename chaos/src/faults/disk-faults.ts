import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { ChaosStore } from '../store/chaos-store.ts';
import type { FaultKind } from './fault.ts';

/** PostgreSQL's disk has no room: for rows, or also for its log, of which it dies. */
export const postgresDiskFull: FaultKind = {
  name: 'PostgreSQL disk full',
  isPossible: ({ disks }) => disks !== undefined,
  create: ({ chaos, random }) => {
    const isLogFull = random.next() < 0.5;
    return {
      what: isLogFull ? 'its log too' : 'rows',
      parts: ['postgres'],
      begin: async () => {
        chaos.disks?.postgres.fill();
        if (isLogFull) await fillLog(chaos);
      },
      heal: async () => {
        chaos.disks?.postgres.makeRoom();
        await chaos.postgres.recover();
      },
    };
  },
};

const fillAttempts = 20;

/** Commits until PostgreSQL can not even start again, or has come through all the same. */
async function fillLog({ postgres, store }: ChaosStore): Promise<void> {
  for (let attempt = 0; postgres.isRunning && attempt < fillAttempts; attempt += 1) {
    await writeLog(store.services.postgres.url).catch(() => delay(100));
  }
}

/** Ends by an error, sooner or later. */
async function writeLog(url: string): Promise<never> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (;;) await client.query(`SELECT pg_logical_emit_message(true, 'log', repeat('x', 200000))`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
