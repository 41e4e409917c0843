import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { mutate } from '@cartwright/e2e/support/mutate.ts';
import { sendUpload } from '@cartwright/e2e/support/send-upload.ts';
import { staffClient } from '@cartwright/e2e/support/staff.ts';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { cpuBetween, cpuTimes } from '../machine/cpu-times.ts';
import { peakMegabytes } from './peak-memory.ts';

/** How many products each file has. */
const sizes = process.argv.slice(2).map(Number);

const header =
  'Handle,Title,Body (HTML),Vendor,Tags,Status,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price';

/** A file of so many products, each with two variants. */
function fileOf(howMany: number): Buffer {
  const mark = randomUUID().slice(0, 8);
  const lines = Array.from({ length: howMany }, (_, at) => {
    const handle = `import-${mark}-${at}`;
    const first = `${handle},Product ${at},"<p>${'A line of text. '.repeat(20)}</p>",Harbour,"new, ours",active`;
    return `${first},Size,S,${handle}-S,100,5,10.00\n${handle},,,,,,,M,${handle}-M,100,5,11.00\n`;
  });
  return Buffer.from(`${header}\n${lines.join('')}`);
}

const sendFile = (staff: GraphqlClient, bytes: Buffer): Promise<string> =>
  sendUpload(staff, { filename: 'import.csv', mediaType: 'text/csv', bytes });

interface Seen {
  readonly status: string;
  readonly created: number;
  readonly failed: number;
}

async function importFile(staff: GraphqlClient, uploadId: string): Promise<Seen> {
  const { products } = await staff.ask<{ products: { nodes: { category: { id: string } }[] } }>(
    '{ products(first: 1) { nodes { category { id } } } }',
  );
  const { productImport } = await mutate<{ productImport: { id: string } }>(staff, {
    name: 'productImportCreate',
    input: { uploadId, content: 'PRODUCTS', categoryId: products.nodes[0]?.category.id },
    select: '... on ProductImportCreateSuccess { productImport { id } }',
  });
  await using events = staff.subscribe<{ productImportChanged: Seen }>(
    'subscription ($id: ID!) { productImportChanged(id: $id) { status created failed } }',
    { id: productImport.id },
  );
  const seen = await events.until(
    ({ productImportChanged: { status } }) => !['WAITING', 'RUNNING'].includes(status),
  );
  return seen.at(-1)?.productImportChanged ?? { status: 'LOST', created: 0, failed: 0 };
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

/** Imports a file of so many products in a store of its own, and says how long it took and how much memory products had at most. */
async function measure(store: TestStore, size: number): Promise<void> {
  const staff = await staffClient(store.graphqlUrl);
  const pid = store.process('products').pid ?? 0;
  const uploadId = await sendFile(staff, fileOf(size));
  const parts = new Map([
    ['Node', pid],
    ['PostgreSQL', store.services.postgres.pid ?? 0],
  ]);
  const before = peakMegabytes(pid);
  const cpuBefore = cpuTimes(parts);
  const begin = performance.now();
  const seen = await importFile(staff, uploadId);
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
  const peak = peakMegabytes(pid);
  const cpu = cpuBetween(cpuBefore, cpuTimes(parts));
  const since = performance.now();
  const bytes = await sizeOfExport(staff);
  const exported = ((performance.now() - since) / 1_000).toFixed(1);
  console.log(
    `${seen.created} products in ${seconds} s (${seen.failed} failed, ${seen.status}); memory at most ${before} MB before, ${peak} MB behind`,
  );
  const each = Object.entries(cpu).map(([name, ms]) => `${name} ${(ms / size).toFixed(1)} ms`);
  console.log(`CPU per product: ${each.join(', ')}`);
  console.log(
    `exported ${(bytes / 1e6).toFixed(1)} MB in ${exported} s; memory at most ${peakMegabytes(pid)} MB`,
  );
}

for (const size of sizes) {
  const store = await startTestStore();
  try {
    await measure(store, size);
  } finally {
    await store.stop();
  }
}
