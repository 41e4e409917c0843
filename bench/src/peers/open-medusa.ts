import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, runCommand, startRedis } from '@cartwright/servers';
import { Client } from 'pg';
import type { SentRequest } from '../load/jobs.ts';
import { installPackages } from '../yardsticks/install-packages.ts';
import { startYardstick } from '../yardsticks/start-yardstick.ts';
import { keepJobs, untilNoJobIsQueued } from './job-queues.ts';
import { medusaConfigFile, medusaEnvironment } from './medusa-config.ts';
import type { MedusaOptions } from './medusa-process.ts';
import { openPeer, peerProducts, type Peer } from './peer.ts';

/** The version that is compared. */
export const medusaVersion = '2.21.2';

type MedusaShop = Extract<Peer['shop'], { readonly software: 'medusa' }>;

/**
 * Installs Medusa, once, fills a shop of it, and starts server and worker in production mode, with a Redis of their own.
 * @param caches whether it keeps what it has read for a while, as its documentation has it in production
 */
export async function openMedusa(dataDir: string, caches: boolean): Promise<Peer> {
  const directory = await installMedusa();
  return openPeer(dataDir, async ({ dataDir: own, password, postgres, keep }) => {
    const redis = keep(await startRedis({ dataDir: own, passwords: { admin: password, gateway: password } }));
    await keepJobs(redis.url);
    const urls = { databaseUrl: postgres.url, redisUrl: redis.url };
    const services = { ...urls, secret: password, caches, settingsDir: own };
    const environment = (role: MedusaOptions['role']) => medusaEnvironment({ ...services, role });
    await migrate(directory, environment('server'));
    const start = async (role: MedusaOptions['role']) => {
      const options: MedusaOptions = { role, directory, port: await freePort(), products: peerProducts };
      const module = new URL('medusa-process.ts', import.meta.url);
      return keep(await startYardstick(module, options, { cwd: directory, env: environment(role) }));
    };
    const server = await start('server');
    const worker = await start('worker');
    const shop = await shopIn(postgres.url);
    await untilNoJobIsQueued(redis.url);
    const parts = new Map([
      ['server', server.pid],
      ['worker', worker.pid],
      ['PostgreSQL', postgres.pid ?? 0],
      ['Redis', redis.pid ?? 0],
    ]);
    const { origin } = server;
    return { origin, shop, listRequest: listOf(shop), parts, settled: () => untilNoJobIsQueued(redis.url) };
  });
}

async function installMedusa(): Promise<string> {
  const packages = ['@medusajs/medusa', '@medusajs/framework', '@medusajs/cli'];
  const directory = await installPackages({
    folder: 'medusa',
    dependencies: {
      ...Object.fromEntries(packages.map((name) => [name, medusaVersion])),
      pg: '8.16.3', // later ones print a warning of how Medusa asks
    },
  });
  writeFileSync(path.join(directory, 'medusa-config.js'), medusaConfigFile);
  return directory;
}

async function migrate(directory: string, env: Readonly<Record<string, string>>): Promise<void> {
  const medusa = path.join(directory, 'node_modules/@medusajs/cli/cli.js');
  const args = [medusa, 'db:migrate', '--execute-safe-links', '--execute-safe-search'];
  await runCommand(process.execPath, args, { cwd: directory, env });
}

/** What a storefront is set up with, from its database. */
async function shopIn(databaseUrl: string): Promise<MedusaShop> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const read = async (query: string): Promise<string[]> => {
      const { rows } = await client.query<{ readonly value: string }>(query);
      return rows.map(({ value }) => value);
    };
    const [regionId = ''] = await read('SELECT id AS value FROM region');
    const [publishableKey = ''] = await read("SELECT token AS value FROM api_key WHERE type = 'publishable'");
    const variantIds = await read(
      'SELECT min(id) AS value FROM product_variant GROUP BY product_id ORDER BY 1 LIMIT 64',
    );
    return { software: 'medusa', variantIds, regionId, publishableKey };
  } finally {
    await client.end();
  }
}

function listOf({ regionId, publishableKey }: MedusaShop): SentRequest {
  const fields = [
    ...['id', 'handle', 'title', 'thumbnail', 'categories.name', 'variants.id', 'variants.sku'],
    ...['variants.title', '*variants.options', '*variants.calculated_price', '+variants.inventory_quantity'],
  ];
  const query = new URLSearchParams({ limit: '20', region_id: regionId, fields: fields.join(',') });
  return {
    method: 'GET',
    path: `/store/products?${query.toString()}`,
    headers: { 'x-publishable-api-key': publishableKey },
  };
}
