import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop, one } from '../../test/bundle-shop.ts';
import { inboundStock } from '../../test/inbound.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';

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
const fileOf = (header: string, lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;

/** Makes products of one variant each for 10 EUR. @returns their SKUs */
async function make(prefix: string, howMany: number, pieces = '5'): Promise<string[]> {
  const skus = Array.from({ length: howMany }, (_, at) => `${prefix}-${at}`);
  const lines = skus.map((sku) => `${sku.toLowerCase()},Lamp,Harbour,active,Size,S,${sku},10.00,${pieces}`);
  const header =
    'Handle,Title,Vendor,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty';
  expect(await importFile(products, fileOf(header, lines), { categoryId })).toMatchObject({
    created: howMany,
  });
  return skus;
}

const idsOf = async (skus: readonly string[]) =>
  (
    await rows<{ id: string }>(
      'SELECT id FROM product_variants WHERE sku = ANY ($1) ORDER BY array_position($1::text[], sku)',
      skus,
    )
  ).map(({ id }) => id);

const setPrices = (lines: readonly string[], input = {}) =>
  importFile(products, fileOf('SKU,Currency,Price', lines), { content: 'PRICES', ...input });
const setStock = (lines: readonly string[], input = {}) =>
  importFile(products, fileOf('SKU,Location,Available', lines), { content: 'STOCK', ...input });

it('sets many prices in few transactions, with an entry in the audit trail for each', async () => {
  const skus = await make('PRICED', 40);
  const lines = skus.flatMap((sku) => [`${sku},EUR,12.00`, `${sku},USD,13.00`]);
  const seen = await setPrices(lines);
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 80, failed: 0, linesRead: 81 });
  const [written] = await rows<{ transactions: number; entries: number }>(
    `SELECT count(DISTINCT price.xmin::text)::int AS transactions,
       (SELECT count(*)::int FROM audit.entries e JOIN product_variants v ON v.id::text = e.target
        WHERE v.sku LIKE 'PRICED-%' AND e.operation = 'variantPriceUpdate') AS entries
     FROM variant_prices AS price JOIN product_variants v ON v.id = price.variant_id
     WHERE v.sku LIKE 'PRICED-%' AND (price.currency, price.amount_minor) IN (('EUR', 1200), ('USD', 1300))`,
  );
  expect(written?.entries).toBe(80);
  expect(written?.transactions).toBeLessThan(12);
  expect(await setPrices(lines)).toMatchObject({ updated: 0, unchanged: 80 });
});

it('costs prices that are refused their own lines alone', async () => {
  const skus = await make('ODD', 12);
  const lines = skus.map((sku) => `${sku},EUR,12.00`);
  lines[5] = `${skus[5]},EUR,cheap`;
  lines[8] = 'NOBODY,EUR,12.00';
  // The same price again is behind what the first line has set.
  const seen = await setPrices([...lines, `${skus[0]},EUR,12.00`, `${skus[1]},EUR,14.00`]);
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 11, unchanged: 1, failed: 2 });
  const failures = seen.lines.nodes.filter(({ messages }) => messages.length > 0);
  expect(failures.map(({ line }) => line)).toEqual([7, 10]);
  expect(failures[1]?.messages).toEqual(['No variant has this SKU.']);
});

it('sets stock at many locations in few transactions, with each movement in the ledger once', async () => {
  const annex = await inboundStock(products).create({ name: 'Long annex' });
  const skus = await make('KEPT', 30);
  const lines = skus.flatMap((sku) => [`${sku},,2`, `${sku},long ANNEX,3`]);
  const seen = await setStock(lines);
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 60, failed: 0, linesRead: 61 });
  const ledger = await rows<{ moved: string; variants: number }>(
    `SELECT moved, count(*)::int AS variants FROM (
       SELECT string_agg(m.kind || m.available || CASE WHEN m.location_id = $1::uuid THEN ' there' ELSE '' END, ', ' ORDER BY m.id) AS moved
       FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id
       WHERE v.sku LIKE 'KEPT-%' AND m.kind = 'ADJUSTED' GROUP BY v.id
     ) AS each GROUP BY moved`,
    annex,
  );
  expect(ledger).toEqual([{ moved: 'ADJUSTED-3, ADJUSTED3 there', variants: 30 }]);
  const [trail] = await rows<object>(
    `SELECT count(*)::int AS entries FROM audit.entries e JOIN product_variants v ON v.id::text = e.target
     WHERE v.sku LIKE 'KEPT-%' AND e.operation = 'variantStockAdjust'`,
  );
  expect(trail).toEqual({ entries: 60 });
  const [written] = await rows<{ transactions: number }>(
    `SELECT count(DISTINCT s.xmin::text)::int AS transactions FROM stock s JOIN product_variants v ON v.id = s.variant_id
     WHERE v.sku LIKE 'KEPT-%'`,
  );
  expect(written?.transactions).toBeLessThan(12);
  expect(await setStock(lines)).toMatchObject({ updated: 0, unchanged: 60 });
});

it('costs stock that is refused its own lines alone, and takes lines of one variant in their order', async () => {
  const skus = await make('SHORT', 12);
  const lines = skus.map((sku) => `${sku},,4`);
  lines[4] = `${skus[4]},,-1`;
  lines[6] = `${skus[6]},Nowhere,1`;
  const again = [`${skus[7]},,9`, `${skus[7]},,8`, `${skus[7]},,8`];
  const seen = await setStock([...lines, ...again]);
  expect(seen).toMatchObject({ status: 'COMPLETED', updated: 12, unchanged: 1, failed: 2 });
  const failures = seen.lines.nodes.filter(({ messages }) => messages.length > 0);
  expect(failures.map(({ line, messages }) => [line, ...messages])).toEqual([
    [6, 'This cannot be done: insufficient.'],
    [8, 'No location has this name.'],
  ]);
  const kept = await rows<{ available: number }>(
    `SELECT s.available FROM stock s JOIN product_variants v ON v.id = s.variant_id
     WHERE v.sku LIKE 'SHORT-%' ORDER BY length(v.sku), v.sku`,
  );
  expect(kept.map(({ available }) => available)).toEqual([4, 4, 4, 4, 5, 4, 5, 8, 4, 4, 4, 4]);
});

it('only tries each line by itself in a dry run', async () => {
  const [sku = ''] = await make('TRIED', 1);
  const beside = await make('BESIDE', 3);
  const lines = [...beside.map((one) => `${one},,4`), `${sku},,0`, `${sku},,5`];
  expect(await setStock(lines, { isDryRun: true })).toMatchObject({ updated: 4, unchanged: 1 });
  const [untouched] = await rows<object>(
    `SELECT count(*)::int AS variants FROM stock s JOIN product_variants v ON v.id = s.variant_id
     WHERE s.available = 5 AND (v.sku LIKE 'BESIDE-%' OR v.sku = $1)`,
    sku,
  );
  expect(untouched).toEqual({ variants: 4 });
});

it('says of a bundle that its stock is that of its parts, also among others', async () => {
  const [part = '', other = ''] = await make('PART', 2);
  const [bundle = ''] = await make('WHOLE', 1, '');
  const [partId = '', bundleId = ''] = await idsOf([part, bundle]);
  const { __typename } = await bundleShop(() => products).update(bundleId, [one(partId)]);
  expect(__typename).toBe('BundlePartsUpdateSuccess');
  const seen = await setStock([`${other},,1`, `${bundle},,1`, `${part},,1`]);
  expect(seen).toMatchObject({ updated: 2, failed: 1 });
  expect(seen.lines.nodes.find(({ subject }) => subject === bundle)?.messages).toEqual([
    'This variant is a bundle: its stock is that of its parts.',
  ]);
});
