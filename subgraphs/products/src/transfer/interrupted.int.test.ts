import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createLogger } from '@cartwright/process';
import { temporaryDirectory } from '@cartwright/testing';
import { ImportLost, KeptLease } from '@cartwright/transfer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MediaStorage } from '../media/door.ts';
import { books, type ProductImport } from './repository/imports.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { createImport, importEnd, readImport, sendFile } from '../../test/transfers.ts';
import { workImports, type Dependencies } from './use-cases/work-imports.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
  const [leaf] = await rows<{ id: string }>(
    'SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) LIMIT 1',
  );
  categoryId = leaf?.id ?? '';
});
afterAll(() => stack.disposeAsync());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);

/** The process has died: nothing that it does comes after that. */
class Death extends Error {
  readonly code = 'ECONNRESET';
}

/** A process that dies at a transaction: before it is committed, or as soon as it is. */
interface Mortal {
  readonly diesAt: number;
  readonly when: 'before' | 'behind';
}

/** Works imports as a process of its own does, at a time of its own. */
function processOf(file: string, now: Date, mortal?: Mortal): Dependencies {
  let count = 0;
  let isDead = false;
  const logger = createLogger({ name: 'test', level: 'silent' });
  const transact: Dependencies['messaging']['transact'] = async (work) => {
    count += 1;
    if (isDead) throw new Death();
    isDead = count === mortal?.diesAt;
    const result = await products.database.transaction(async (tx) => {
      const done = await work(tx, () => undefined);
      if (isDead && mortal?.when === 'before') throw new Death();
      return done;
    });
    if (isDead) throw new Death();
    return result;
  };
  const messaging = { transact } as Dependencies['messaging'];
  const { database } = products;
  const storage = {
    read: () => Promise.resolve(Readable.from([Buffer.from(file)])),
  } as unknown as MediaStorage;
  const config = { PUBLIC_URL: 'http://shop.example', PICTURE_FETCH_TARGETS: 'public' } as const;
  const running = { newId: uuidv7, now: () => now, isStopping: () => false };
  return { config, database, messaging, logger, storage, ...running };
}

const header = 'Handle,Title,Vendor,Variant SKU,Variant Inventory Qty,Variant Price';
const fileOf = (prefix: string, howMany: number) =>
  [
    header,
    ...Array.from(
      { length: howMany },
      (_, at) => `${prefix}-${at},Line ${at},Harbour,${prefix}-${at},5,1.00`,
    ),
  ].join('\n');

/** An import that waits for a process, which the running one leaves alone. */
async function waitingImport(howMany: number): Promise<string> {
  const id = randomUUID();
  await products.sql.$executeRawUnsafe(
    `INSERT INTO product_imports (id, upload_id, filename, byte_size, content, format, currency, category_id, may_set_prices, is_dry_run,
       staff_id, status, created_at, leased_until, ignored_columns)
     VALUES ($1::uuid, $1::uuid, 'file.csv', $2, 'PRODUCTS', 'CSV', 'EUR', $3::uuid, true, false, $1::uuid, 'RUNNING', now(), '2030-01-01', '{}')`,
    id,
    howMany,
    categoryId,
  );
  return id;
}

it('goes on exactly where a process has died, wherever that was: nothing is lost and nothing is done twice', async () => {
  const howMany = 12;
  const prefix = 'dies';
  const file = fileOf(prefix, howMany);
  const id = await waitingImport(howMany);
  let time = Date.parse('2031-01-01');
  let deaths = 0;
  for (let diesAt = 1; (await readImport(products, id)).status !== 'COMPLETED'; diesAt = (diesAt % 3) + 1) {
    const when = deaths % 2 === 0 ? 'before' : 'behind';
    time += 60_000; // by then nobody holds it any more
    await workImports(processOf(file, new Date(time), { diesAt, when })).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Death);
      deaths += 1;
    });
  }
  expect(deaths).toBeGreaterThan(5);
  const seen = await readImport(products, id);
  expect(seen).toMatchObject({
    created: howMany,
    updated: 0,
    unchanged: 0,
    failed: 0,
    linesRead: howMany + 1,
  });
  expect(seen.lines.nodes.map(({ line }) => line)).toEqual(
    Array.from({ length: howMany }, (_, index) => index + 2),
  );
  const [made] = await rows<object>(
    `SELECT count(*)::int AS products, count(DISTINCT p.id)::int AS once, sum(s.received)::int AS pieces FROM products p
     JOIN product_variants v ON v.product_id = p.id JOIN stock s ON s.variant_id = v.id WHERE p.slug LIKE 'dies-%'`,
  );
  expect(made).toEqual({ products: howMany, once: howMany, pieces: howMany * 5 });
});

it('is worked by one process, whoever thinks that it is theirs', async () => {
  const howMany = 10;
  const file = fileOf('both', howMany);
  const id = await waitingImport(howMany);
  // The second comes when the lease of the first is over, while the first has noticed nothing of that.
  const times = ['2032-01-01', '2033-01-01', '2034-01-01'].map((text) => new Date(text));
  await Promise.all(times.map((time) => workImports(processOf(file, time))));
  const seen = await readImport(products, id);
  expect(seen).toMatchObject({ status: 'COMPLETED', created: howMany, unchanged: 0, failed: 0 });
  expect(seen.lines.totalCount).toBe(howMany);
});

it('is given to another process at once by one that is stopped', async () => {
  const howMany = 10;
  const file = fileOf('moves', howMany);
  const id = await waitingImport(howMany);
  const now = new Date('2035-01-01');
  let asked = 0;
  const stopping = { ...processOf(file, now), isStopping: () => (asked += 1) > 4 };
  await workImports(stopping);
  expect(await readImport(products, id)).toMatchObject({ status: 'RUNNING', created: 3 });
  await workImports(processOf(file, now));
  expect(await readImport(products, id)).toMatchObject({ status: 'COMPLETED', created: howMany, failed: 0 });
});

it('has others go on while it fails, and is given up when it has come on by no line again and again', async () => {
  const [failing, other] = [await waitingImport(1), await waitingImport(1)];
  let time = Date.parse('2036-01-01');
  const later = (ms: number) => new Date((time += ms));
  const broken = { read: () => Promise.reject(new Death()) } as unknown as MediaStorage;
  await expect(workImports({ ...processOf('', later(0)), storage: broken })).rejects.toThrow(Death);
  await workImports(processOf(fileOf('other', 1), later(1)));
  expect(await readImport(products, other)).toMatchObject({ status: 'COMPLETED', created: 1 });
  for (let attempt = 2; attempt <= 12; attempt += 1)
    await expect(workImports({ ...processOf('', later(400_000)), storage: broken })).rejects.toThrow(Death);
  expect(await readImport(products, failing)).toMatchObject({ status: 'RUNNING' });
  await workImports(processOf(fileOf('late', 1), later(400_000)));
  expect(await readImport(products, failing)).toMatchObject({ status: 'FAILED', created: 0 });
});

it('is kept while lines are passed over that were worked before', async () => {
  const [id, leaseId] = [await waitingImport(1), randomUUID()];
  let time = Date.parse('2037-01-01');
  const leasedTo = (holder: string) =>
    rows<{ until: Date }>(
      `UPDATE product_imports SET lease_id = $2::uuid WHERE id = $1::uuid RETURNING leased_until AS until`,
      id,
      holder,
    ).then(([row]) => row?.until);
  const before = await leasedTo(leaseId);
  const row = { id } as ProductImport;
  const leasedUntil = () => new Date(time + 30_000);
  const parts = { database: products.database, now: () => new Date(time) };
  const lease = new KeptLease(parts, books.imports, { row, leaseId, linesRead: 0, leasedUntil });
  time += 14_000;
  await lease.keep();
  expect(await leasedTo(leaseId)).toEqual(before);
  time += 2_000;
  await lease.keep();
  expect(await leasedTo(randomUUID())).toEqual(leasedUntil());
  time += 16_000;
  await expect(lease.keep()).rejects.toThrow(ImportLost);
});

it('ends behind the line at which it is cancelled, and is followed until then', async () => {
  const howMany = 300;
  const uploadId = await sendFile(products, fileOf('ends', howMany));
  const created = await createImport(products, { uploadId, categoryId });
  const { id } = created['productImport'] as { id: string };
  await expect
    .poll(async () => (await readImport(products, id)).created, { interval: 5, timeout: 20_000 })
    .toBeGreaterThan(3);
  const { data } = await products.graphql<{ productImportCancel: { productImport: object } }>(
    { role: 'STAFF' },
    `mutation { productImportCancel(input: { id: "${id}" }) { ... on ProductImportCancelSuccess { productImport { status } } } }`,
  );
  expect(data.productImportCancel.productImport).toEqual({ status: 'CANCELLED' });
  const seen = await importEnd(products, id);
  expect(seen.status).toBe('CANCELLED');
  const [made] = await rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM products WHERE slug LIKE 'ends-%'`,
  );
  expect(made?.count).toBe(seen.created);
  expect(seen.created).toBeLessThan(howMany);
  expect((await readImport(products, id)).linesRead).toBe(seen.created + 1);
});
