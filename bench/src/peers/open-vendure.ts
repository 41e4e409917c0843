import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, startPostgres } from '@cartwright/servers';
import { Client } from 'pg';
import { installPackages } from '../yardsticks/install-packages.ts';
import { startYardstick, type Yardstick } from '../yardsticks/start-yardstick.ts';
import type { VendureOptions } from './vendure-process.ts';

/** Another shop, running. */
export interface Peer {
  readonly origin: string;
  /** The process of each part. */
  readonly parts: ReadonlyMap<string, number>;
  /** Resolves when nothing that its worker is to do waits any more. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The version that is compared. */
export const vendureVersion = '3.7.3';
const products = 100;

/**
 * Installs Vendure, once, fills a shop of it on a PostgreSQL of its own, as durable as the store's, and starts server and worker
 * in production mode.
 * @param smtpUrl where its mails go
 */
export async function openVendure(dataDir: string, smtpUrl: string): Promise<Peer> {
  const directory = await installPackages({
    folder: 'vendure',
    dependencies: { '@vendure/core': vendureVersion, '@vendure/email-plugin': vendureVersion, pg: '8.16.3' },
  });
  const password = randomBytes(12).toString('hex');
  const postgres = await startPostgres({ dataDir: path.join(dataDir, `vendure-${password}`), password });
  const ours: Yardstick[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(ours.map((process) => process.stop()));
    await postgres.stop();
  };
  const start = async (role: VendureOptions['role']): Promise<Yardstick> => {
    const port = await freePort();
    const options: VendureOptions = { role, directory, databaseUrl: postgres.url, smtpUrl, port, products };
    const module = new URL('vendure-process.ts', import.meta.url);
    const process = await startYardstick(module, options, { env: { NODE_ENV: 'production' } });
    ours.push(process);
    return process;
  };
  try {
    const server = await start('server');
    const worker = await start('worker');
    const parts = new Map([
      ['server', server.pid],
      ['worker', worker.pid],
      ['PostgreSQL', postgres.pid ?? 0],
    ]);
    return { origin: server.origin, parts, settled: () => untilNoJobWaits(postgres.url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const lookEachMs = 200;

/** Its worker takes mails, the search index and more from a table. */
async function untilNoJobWaits(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query('SELECT 1 FROM job_record WHERE NOT "isSettled" LIMIT 1');
      if (rowCount === 0) return;
      await setTimeout(lookEachMs);
    }
  } finally {
    await client.end();
  }
}
