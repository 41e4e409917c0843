import { temporaryDirectory, waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile, type SeenImport } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
  const [leaf] = await rows<{ id: string }>('SELECT category_id AS id FROM products ORDER BY id LIMIT 1');
  categoryId = leaf?.id ?? '';
});
afterAll(() => stack.disposeAsync());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const header = 'Handle,Title,Vendor,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price';
const lineOf = (
  slug: string,
  {
    name = `Lamp ${slug}`,
    vendor = '',
    sku = slug.toUpperCase(),
    size = 'S',
    price = '10.00',
    status = 'active',
  } = {},
) => `${slug},${name},${vendor},${status},Size,${size},${sku},${price}`;
const fileOf = (lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;
const slugs = (prefix: string, howMany: number) =>
  Array.from({ length: howMany }, (_, at) => `${prefix}-${at}`);
/** Makes products, whose brand no other file of these tests tells. */
async function make(prefix: string, howMany: number): Promise<string[]> {
  const made = slugs(prefix, howMany);
  const lines = made.map((slug) => lineOf(slug, { vendor: 'Harbour' }));
  expect(await importFile(products, fileOf(lines), { categoryId })).toMatchObject({ created: howMany });
  return made;
}
const messagesBySubject = (seen: SeenImport) =>
  Object.fromEntries(
    seen.lines.nodes.flatMap(({ subject, messages }) => (messages.length > 0 ? [[subject, messages]] : [])),
  );

it('changes many products in few transactions, each as it would be by itself', async () => {
  const made = await make('many', 60);
  const lines = made.map((slug) => lineOf(slug, { name: `Light ${slug}`, price: '12.00', status: 'draft' }));
  const seen = await importFile(products, fileOf(lines), { categoryId });
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 60, failed: 0, linesRead: 61 });
  const [written] = await rows<{ count: number }>(
    `SELECT count(DISTINCT xmin::text)::int AS count FROM products WHERE slug LIKE 'many-%'`,
  );
  expect(written?.count).toBeLessThan(10);
  const changed = await rows<object>(
    `SELECT replace(p.name, p.slug, '') AS name, p.status, p.version, p.brand, v.version AS variant_version, r.amount_minor::int AS price,
       (SELECT string_agg(operation, ', ' ORDER BY position) FROM audit.entries e WHERE e.target IN (p.id::text, v.id::text)) AS trail
     FROM products p JOIN product_variants v ON v.product_id = p.id JOIN variant_prices r ON r.variant_id = v.id WHERE p.slug LIKE 'many-%'`,
  );
  expect(changed).toHaveLength(60);
  expect(new Set(changed.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(changed[0]).toMatchObject({ name: 'Light ', status: 'DRAFT', brand: 'Harbour', price: 1200 });
  // Of its texts, its status and its price.
  expect(changed[0]).toMatchObject({ version: 3, variant_version: 4 });
  const told = 'productCreate, productStatusUpdate, productUpdate, productStatusUpdate, variantPriceUpdate';
  expect(changed[0]).toMatchObject({ trail: told });
  const again = await importFile(products, fileOf(lines), { categoryId });
  expect(again).toMatchObject({ updated: 0, unchanged: 60 });
});

it('costs products that are refused half way their own lines alone', async () => {
  const made = await make('bad', 30);
  const [, , , long = '', , priced = '', , , option = ''] = made;
  const lines = made.map((slug) => {
    if (slug === long) return lineOf(slug, { name: 'x'.repeat(1_000), price: '13.00' });
    if (slug === priced) return lineOf(slug, { name: 'Half', price: 'cheap' });
    if (slug === option) return lineOf(slug, { name: 'Other', sku: 'BAD-0-OTHER', size: '' });
    return lineOf(slug, { name: `Light ${slug}`, price: '12.00' });
  });
  const seen = await importFile(products, fileOf(lines), { categoryId });
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 27, failed: 3, linesRead: 31 });
  expect(seen.lines.nodes.map(({ line }) => line)).toEqual(Array.from({ length: 30 }, (_, at) => at + 2));
  expect(Object.keys(messagesBySubject(seen)).sort()).toEqual([long, priced, option].sort());
  const left = await rows<{ name: string }>(
    `SELECT name FROM products WHERE slug = ANY ($1) AND version = 1 AND name = 'Lamp ' || slug`,
    [long, priced, option],
  );
  expect(left).toHaveLength(3);
});

it('lets a product take the SKU that another one leaves only behind it, also where it is tried', async () => {
  const [first = '', second = ''] = await make('sku', 2);
  const leaves = lineOf(first, { sku: 'SKU-NEW' });
  const takes = lineOf('sku-taker', { vendor: 'Harbour', sku: 'SKU-0' });
  const others = (await make('beside', 9)).map((slug) => lineOf(slug, { name: `Light ${slug}` }));
  const early = await importFile(products, fileOf([...others, takes, leaves]), {
    categoryId,
    isDryRun: true,
  });
  expect(messagesBySubject(early)).toEqual({ 'sku-taker': ['Other variants have these SKUs: SKU-0.'] });
  const tried = await importFile(products, fileOf([...others, leaves, takes]), {
    categoryId,
    isDryRun: true,
  });
  expect(messagesBySubject(tried)).toEqual(messagesBySubject(early));
  expect(await rows(`SELECT 1 FROM products WHERE slug LIKE 'beside-%' AND version > 1`)).toEqual([]);
  const done = await importFile(products, fileOf([...others, takes, leaves]), { categoryId });
  expect(done).toMatchObject({ updated: 10, created: 0, failed: 1 });
  const back = [lineOf(first), lineOf(second, { sku: 'SKU-NEW' }), takes];
  const seen = await importFile(products, fileOf([...others, ...back]), { categoryId });
  expect(messagesBySubject(seen)).toEqual({ 'sku-taker': ['Other variants have these SKUs: SKU-0.'] });
  expect(seen).toMatchObject({ updated: 2, unchanged: 9 });
});

it('leaves what staff change meanwhile as they have it, where the file does not tell it', async () => {
  const made = await make('staff', 20);
  const lines = made.map((slug) => lineOf(slug, { name: `Light ${slug}` }));
  const staff = await products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe(
      `UPDATE products SET brand = 'Of staff', version = version + 1 WHERE slug = 'staff-9'`,
    );
    const done = importFile(products, fileOf(lines), { categoryId });
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await waitFor(async () => (await rows(waiting)).length > 0);
    return { done };
  });
  expect(await staff.done).toMatchObject({ status: 'COMPLETED', updated: 20, failed: 0 });
  const [changed] = await rows<object>(`SELECT name, brand, version FROM products WHERE slug = 'staff-9'`);
  expect(changed).toEqual({ name: 'Light staff-9', brand: 'Of staff', version: 3 });
});
