import { freePort } from '@cartwright/servers';
import { Client } from 'pg';
import type { SentRequest } from '../load/jobs.ts';
import { installPackages } from '../yardsticks/install-packages.ts';
import { startYardstick } from '../yardsticks/start-yardstick.ts';
import { openPeer, peerProducts, untilIdle, type Peer } from './peer.ts';
import type { VendureOptions } from './vendure-process.ts';

/** The version that is compared. */
export const vendureVersion = '3.7.3';

/** The products have three variants each, which it numbers. */
const variantIds = Array.from({ length: 64 }, (_, at) => String(3 * at + 1));

const list = `query List { products(options: { take: 20 }) { totalItems items { id slug name collections { name }
  featuredAsset { preview } variants { id sku name options { name group { name } } priceWithTax currencyCode stockLevel } } } }`;

const listRequest: SentRequest = {
  method: 'POST',
  path: '/shop-api',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: list }),
};

/**
 * Installs Vendure, once, fills a shop of it, and starts server and worker in production mode.
 * @param smtpUrl where its mails go
 */
export async function openVendure(dataDir: string, smtpUrl: string): Promise<Peer> {
  const directory = await installPackages({
    folder: 'vendure',
    dependencies: { '@vendure/core': vendureVersion, '@vendure/email-plugin': vendureVersion, pg: '8.16.3' },
  });
  return openPeer(dataDir, async ({ postgres, keep }) => {
    const start = async (role: VendureOptions['role']) => {
      const port = await freePort();
      const products = peerProducts;
      const options: VendureOptions = { role, directory, databaseUrl: postgres.url, smtpUrl, port, products };
      const module = new URL('vendure-process.ts', import.meta.url);
      return keep(await startYardstick(module, options, { env: { NODE_ENV: 'production' } }));
    };
    const server = await start('server');
    const worker = await start('worker');
    const parts = new Map([
      ['server', server.pid],
      ['worker', worker.pid],
      ['PostgreSQL', postgres.pid ?? 0],
    ]);
    const { origin } = server;
    const shop = { software: 'vendure', variantIds } as const;
    return { origin, shop, listRequest, parts, settled: () => untilNoJobWaits(postgres.url) };
  });
}

/** Its worker takes mails, the search index and more from a table. */
async function untilNoJobWaits(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await untilIdle(async () => {
      const { rowCount } = await client.query('SELECT 1 FROM job_record WHERE NOT "isSettled" LIMIT 1');
      return rowCount === 0;
    });
  } finally {
    await client.end();
  }
}
