import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { freePort, startPostgres } from '@cartwright/servers';
import { installPackages } from '../yardsticks/install-packages.ts';
import { startYardstick, type Yardstick } from '../yardsticks/start-yardstick.ts';
import type { VendureOptions } from './vendure-process.ts';

/** Another shop, running. */
export interface Peer {
  readonly origin: string;
  /** The process of each part. */
  readonly parts: ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

/** The version that is compared. */
export const vendureVersion = '3.7.3';
const products = 100;

/** Installs Vendure, once, fills a shop of it on a PostgreSQL of its own, as durable as the store's, and starts server and worker in production mode. */
export async function openVendure(dataDir: string): Promise<Peer> {
  const directory = await installPackages({
    folder: 'vendure',
    dependencies: { '@vendure/core': vendureVersion, pg: '8.16.3' },
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
    const options: VendureOptions = { role, directory, databaseUrl: postgres.url, port, products };
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
    return { origin: server.origin, parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
