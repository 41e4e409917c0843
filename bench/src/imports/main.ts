import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { mutate } from '@cartwright/e2e/support/mutate.ts';
import { sendUpload } from '@cartwright/e2e/support/send-upload.ts';
import { staffClient } from '@cartwright/e2e/support/staff.ts';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { cpuBetween, cpuTimes } from '../machine/cpu-times.ts';
import { peakMegabytes } from './peak-memory.ts';

/** How many products each store has. */
const sizes = process.argv.slice(2).map(Number);

const header =
  'Handle,Title,Body (HTML),Vendor,Tags,Status,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price';

/** What a file tells of products, each with two variants. */
interface Told {
  /** Part of their handles. */
  readonly mark: string;
  readonly howMany: number;
  readonly name?: string;
  readonly price?: string;
}

function fileOf({ mark, howMany, name = 'Product', price = '10.00' }: Told): Buffer {
  const lines = Array.from({ length: howMany }, (_, at) => {
    const handle = `import-${mark}-${at}`;
    const first = `${handle},${name} ${at},"<p>${'A line of text. '.repeat(20)}</p>",Harbour,"new, ours",active`;
    return `${first},Size,S,${handle}-S,100,5,${price}\n${handle},,,,,,,M,${handle}-M,100,5,11.00\n`;
  });
  return Buffer.from(`${header}\n${lines.join('')}`);
}

/** What a file tells of the first variant of each product: what it costs, or how many pieces of it there are. */
interface ToldLevels {
  readonly content: 'PRICES' | 'STOCK';
  readonly mark: string;
  readonly howMany: number;
  readonly level: string;
}

function levelsOf({ content, mark, howMany, level }: ToldLevels): Buffer {
  const lines = Array.from({ length: howMany }, (_, at) => `import-${mark}-${at}-S,${level}\n`);
  return Buffer.from(`SKU,${content === 'PRICES' ? 'Price' : 'Available'}\n${lines.join('')}`);
}

const sendFile = (staff: GraphqlClient, bytes: Buffer): Promise<string> =>
  sendUpload(staff, { filename: 'import.csv', mediaType: 'text/csv', bytes });

interface Seen {
  readonly status: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
}

async function importFile(
  staff: GraphqlClient,
  uploadId: string,
  content: 'PRODUCTS' | ToldLevels['content'],
): Promise<Seen> {
  const { products } = await staff.ask<{ products: { nodes: { category: { id: string } }[] } }>(
    '{ products(first: 1) { nodes { category { id } } } }',
  );
  const { productImport } = await mutate<{ productImport: { id: string } }>(staff, {
    name: 'productImportCreate',
    input: { uploadId, content, categoryId: products.nodes[0]?.category.id },
    select: '... on ProductImportCreateSuccess { productImport { id } }',
  });
  await using events = staff.subscribe<{ productImportChanged: Seen }>(
    'subscription ($id: ID!) { productImportChanged(id: $id) { status created updated unchanged failed } }',
    { id: productImport.id },
  );
  const seen = await events.until(
    ({ productImportChanged: { status } }) => !['WAITING', 'RUNNING'].includes(status),
  );
  return (
    seen.at(-1)?.productImportChanged ?? { status: 'LOST', created: 0, updated: 0, unchanged: 0, failed: 0 }
  );
}

/** The size of a file that is fetched, read piece by piece. */
async function sizeOfExport(staff: GraphqlClient): Promise<number> {
  const { url } = await mutate<{ url: string }>(staff, {
    name: 'productExportCreate',
    input: { content: 'PRODUCTS', format: 'CSV' },
    select: '... on ProductExportCreateSuccess { url }',
  });
  let bytes = 0;
  for await (const piece of (await fetch(url)).body ?? []) bytes += piece.length;
  return bytes;
}

/** Imports a file, and says how long it took, of whose CPU, and how much memory products have had at most. */
async function measure(store: TestStore, staff: GraphqlClient, told: Told | ToldLevels): Promise<void> {
  const pid = store.process('products').pid ?? 0;
  const isLevels = 'content' in told;
  const content = isLevels ? told.content : 'PRODUCTS';
  const uploadId = await sendFile(staff, isLevels ? levelsOf(told) : fileOf(told));
  const parts = new Map([
    ['Node', pid],
    ['PostgreSQL', store.services.postgres.pid ?? 0],
  ]);
  const cpuBefore = cpuTimes(parts);
  const begin = performance.now();
  const seen = await importFile(staff, uploadId, content);
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
  const cpu = Object.entries(cpuBetween(cpuBefore, cpuTimes(parts)));
  const each = cpu.map(([name, ms]) => `${name} ${(ms / told.howMany).toFixed(1)} ms`);
  const { status, created, updated, unchanged, failed } = seen;
  console.log(
    `${content}: ${created} made, ${updated} changed, ${unchanged} left and ${failed} failed in ${seconds} s (${status}); CPU of each: ${each.join(', ')}; memory at most ${peakMegabytes(pid)} MB`,
  );
}

/** Imports so many products in a store of its own, again, with other prices and with other names, then prices and stock alone, and fetches all products. */
async function measureAll(store: TestStore, howMany: number): Promise<void> {
  const staff = await staffClient(store.graphqlUrl);
  const pid = store.process('products').pid ?? 0;
  console.log(`before: memory at most ${peakMegabytes(pid)} MB`);
  const file = { mark: randomUUID().slice(0, 8), howMany };
  for (const told of [{}, {}, { price: '12.00' }, { price: '12.00', name: 'Article' }])
    await measure(store, staff, { ...file, ...told });
  await measure(store, staff, { ...file, content: 'PRICES', level: '13.00' });
  await measure(store, staff, { ...file, content: 'STOCK', level: '7' });
  const since = performance.now();
  const bytes = await sizeOfExport(staff);
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  console.log(
    `exported ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s; memory at most ${peakMegabytes(pid)} MB`,
  );
}

for (const size of sizes) {
  const store = await startTestStore();
  try {
    await measureAll(store, size);
  } finally {
    await store.stop();
  }
}
