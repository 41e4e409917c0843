import { randomUUID } from 'node:crypto';
import { productChanged } from '@cartwright/events';
import { temporaryDirectory, waitFor, type TestViewer } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { createImport, fetchExport, importEnd, importFile, sendFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
});
afterAll(() => stack.disposeAsync());

interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly slug: string;
}
const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const run = (text: string, ...values: unknown[]) => products.sql.$executeRawUnsafe(text, ...values);
const variantAt = async (offset: number): Promise<Variant> => {
  const [variant] = await rows<Variant>(
    `SELECT v.id, v.sku, p.slug FROM product_variants v JOIN products p ON p.id = v.product_id WHERE v.position = 0
     ORDER BY p.id LIMIT 1 OFFSET ${offset}`,
  );
  if (variant === undefined) throw new Error('there is no such variant');
  return variant;
};
const staff: TestViewer = { id: randomUUID(), role: 'STAFF' };
const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const exported = async (content: string, format = 'CSV') =>
  (await fetchExport(products, { content, format })).text();
const lineOf = (file: string, part: string) => file.split('\r\n').find((line) => line.includes(part));

describe('a sale that runs', () => {
  let variant: Variant;
  const stored = () =>
    rows<object>(
      `SELECT amount_minor::int AS amount, compare_at_minor::int AS former, (SELECT count(*)::int FROM variant_sales WHERE is_running) AS sales
       FROM variant_prices WHERE variant_id = $1::uuid AND currency = 'EUR'`,
      variant.id,
    );
  beforeAll(async () => {
    variant = await variantAt(0);
    await run(
      `UPDATE variant_prices SET amount_minor = 4990, compare_at_minor = 5990 WHERE variant_id = $1::uuid AND currency = 'EUR'`,
      variant.id,
    );
    await run(
      `INSERT INTO variant_sales (id, variant_id, currency, amount_minor, starts_at, ends_at, is_running, regular_amount_minor, due_at)
       VALUES ($1::uuid, $1::uuid, 'EUR', 4990, now() - interval '1 day', now() + interval '1 day', true, 5990, now() + interval '1 day')`,
      variant.id,
    );
  });
  const running = [{ amount: 4990, former: 5990, sales: 1 }];

  it.each(['PRICES', 'PRODUCTS'])('is not in files of %s, which change nothing of it', async (content) => {
    const file = await exported(content);
    expect(lineOf(file, variant.sku)).toMatch(/,59\.90,/);
    expect(file).not.toContain('49.90');
    const seen = await importFile(products, file, { content });
    expect(seen).toMatchObject({ status: 'COMPLETED', updated: 0, failed: 0 });
    expect(await stored()).toEqual(running);
  });

  it.each([
    ['PRICES', (sku: string) => csv('SKU,Currency,Price', `${sku},EUR,49.90`)],
    ['PRODUCTS', (sku: string, slug: string) => csv('Handle,Variant SKU,Variant Price', `${slug},${sku},60`)],
  ])('is not ended by files of %s', async (content, fileOf) => {
    const seen = await importFile(products, fileOf(variant.sku, variant.slug), { content });
    expect(seen.lines.nodes.map(({ messages }) => messages)).toEqual([
      ['A sale in EUR runs: its regular price can be changed when it is over.'],
    ]);
    expect(await stored()).toEqual(running);
  });

  it.each([
    ['PRICES', (sku: string) => csv('SKU,Currency,Price', `${sku},EUR,59.90`)],
    [
      'PRODUCTS',
      (sku: string, slug: string) => csv('Handle,Variant SKU,Variant Price', `${slug},${sku},59.90`),
    ],
  ])('goes on when files of %s have the regular price', async (content, fileOf) => {
    const seen = await importFile(products, fileOf(variant.sku, variant.slug), { content });
    expect(seen).toMatchObject({ unchanged: 1, failed: 0 });
    expect(await stored()).toEqual(running);
  });
});

describe('stock', () => {
  it('is what no order holds, whatever is kept back or sold beforehand', async () => {
    const [backordered, kept] = [await variantAt(1), await variantAt(2)];
    const stocked = (id: string, values: string) =>
      run(
        `UPDATE stock SET (available, received, sold, reserved, safety_stock, when_sold_out, backorder_limit) = (${values})
         WHERE variant_id = $1::uuid`,
        id,
      );
    await stocked(backordered.id, `100, 0, 0, 0, 0, 'BACKORDER', 100`);
    await stocked(kept.id, `5, 10, 0, 0, 5, 'DENY', 0`);
    const file = await exported('STOCK');
    expect(lineOf(file, backordered.sku)).toMatch(/,0$/);
    expect(lineOf(file, kept.sku)).toMatch(/,10$/);
    const seen = await importFile(products, file, { content: 'STOCK' });
    expect(seen).toMatchObject({ updated: 0, failed: 0 });
    await importFile(products, csv('SKU,Available', `${kept.sku},12`, `${backordered.sku},3`), {
      content: 'STOCK',
    });
    const after = await rows<object>(
      `SELECT available FROM stock WHERE variant_id IN ($1::uuid, $2::uuid) ORDER BY available`,
      backordered.id,
      kept.id,
    );
    expect(after).toEqual([{ available: 7 }, { available: 103 }]);
  });

  it('is that of one location, the default one where none is named, and pieces on their way are not missing', async () => {
    const { id, sku } = await variantAt(4);
    await run(
      `UPDATE stock SET (available, received, sold, reserved, safety_stock, backorder_limit) = (20, 20, 0, 0, 0, 0) WHERE variant_id = $1::uuid`,
      id,
    );
    const { location } = (await mutate(products, staff, {
      name: 'stockLocationCreate',
      input: { name: 'Annex', address: '', priority: 5 },
      selection: '... on StockLocationCreateSuccess { location { id } }',
    })) as unknown as { location: { id: string } };
    const [home] = await rows<{ id: string }>('SELECT id FROM stock_locations WHERE is_default');
    const transfer = await mutate(products, staff, {
      name: 'stockTransferCreate',
      input: {
        idempotencyKey: randomUUID(),
        fromLocationId: home?.id,
        toLocationId: location.id,
        lines: [{ variantId: id, quantity: 5 }],
      },
      selection: '__typename',
    });
    expect(transfer).toEqual({ __typename: 'StockTransferCreateSuccess' });
    const levels = async () => (await exported('STOCK')).split('\r\n').filter((line) => line.startsWith(sku));
    const take = (...lines: string[]) =>
      importFile(products, csv('SKU,Location,Available', ...lines), { content: 'STOCK' });
    expect(await importFile(products, csv('SKU,Available', `${sku},15`), { content: 'STOCK' })).toMatchObject(
      { unchanged: 1 },
    );
    expect(await take(`${sku},aNNEX,7`, `${sku},,12`, `${sku},Nowhere,1`)).toMatchObject({
      updated: 2,
      failed: 1,
    });
    expect(await levels()).toEqual([
      expect.stringMatching(/,Main warehouse,12$/),
      expect.stringMatching(/,Annex,7$/),
    ]);
    expect(
      await take(...(await levels()).map((line) => line.replace(/^([^,]+),.*,([^,]+,\d+)$/, '$1,$2'))),
    ).toMatchObject({
      unchanged: 2,
      failed: 0,
    });
    expect(await rows(`SELECT available FROM stock WHERE variant_id = $1::uuid`, id)).toEqual([
      { available: 19 },
    ]);
  });

  it('may be fewer pieces than none, of which a new variant has none', async () => {
    const { id, sku } = await variantAt(3);
    await run(
      `UPDATE stock SET (available, received, sold, when_sold_out, backorder_limit) = (97, 0, 3, 'BACKORDER', 100) WHERE variant_id = $1::uuid`,
      id,
    );
    for (const [format, mediaType] of [
      ['CSV', 'text/csv'],
      ['JSONL', 'application/jsonl'],
    ] as const) {
      const file = await exported('STOCK', format);
      expect(file).toContain('-3');
      expect(await importFile(products, file, { content: 'STOCK', mediaType })).toMatchObject({ failed: 0 });
      expect(await importFile(products, await exported('PRODUCTS', format), { mediaType })).toMatchObject({
        updated: 0,
        failed: 0,
      });
    }
    const [category] = await rows<{ id: string }>('SELECT category_id AS id FROM products LIMIT 1');
    const seen = await importFile(
      products,
      csv('Handle,Title,Vendor,Variant SKU,Variant Inventory Qty,Variant Price', `new,New,Tin,NEW,-3,1.00`),
      { categoryId: category?.id },
    );
    expect(seen.lines.nodes[0]).toMatchObject({ outcome: 'CREATED', messages: [] });
    expect(
      await rows<object>(
        `SELECT available FROM stock JOIN product_variants v ON v.id = variant_id WHERE v.sku = 'NEW'`,
      ),
    ).toEqual([{ available: 0 }]);
    expect(sku).not.toBe('NEW');
  });
});

it('pictures that were sorted away from their product take nothing from it', async () => {
  const [{ slug }, { slug: other }] = [await variantAt(0), await variantAt(1)];
  await run(
    `UPDATE products SET description = 'Tin', tags = '{tin}', seo_title = 'Tin' WHERE slug = $1`,
    slug,
  );
  const file = csv(
    'Handle,Title,Body (HTML),Tags,SEO Title,SEO Description,Image Src',
    `${other},,,,,,https://shop.example/1.jpg`,
    `${slug},,,,,,https://shop.example/2.jpg`,
  );
  expect(await importFile(products, file)).toMatchObject({ unchanged: 2, failed: 0 });
  expect(await rows(`SELECT description, tags, seo_title FROM products WHERE slug = $1`, slug)).toEqual([
    { description: 'Tin', tags: ['tin'], seo_title: 'Tin' },
  ]);
});

it('the class of tax of a product is changed, taken away, or left where there is no column for it', async () => {
  const { slug } = await variantAt(2);
  const classAfter = async (header: string, cells: string) => {
    const seen = await importFile(products, csv(header, cells));
    expect(seen).toMatchObject({ status: 'COMPLETED', failed: 0 });
    const [row] = await rows<{ taxClass: string | null }>(
      'SELECT tax_class AS "taxClass" FROM products WHERE slug = $1',
      slug,
    );
    return row?.taxClass;
  };
  expect(await classAfter('Handle,Title,Tax Class', `${slug},Cup,REDUCED`)).toBe('REDUCED');
  expect(await classAfter('Handle,Title,Variant Tax Code', `${slug},Cup,PC040100`)).toBe('REDUCED');
  expect(await classAfter('Handle,Title,Tax Class', `${slug},Cup,`)).toBeNull();
});

it('a variant has one price in each currency', async () => {
  const { sku, slug } = await variantAt(4);
  const price = (amount: string) => ({ price: { amount, currencyCode: 'EUR' } });
  const line = JSON.stringify({ slug, variants: [{ sku, prices: [price('20'), price('10')] }] });
  const seen = await importFile(products, line, { mediaType: 'application/jsonl' });
  expect(seen.lines.nodes.map(({ messages }) => messages)).toEqual([
    ['variants.0.prices: Please give one price for each currency.'],
  ]);
});

it.each(['DRAFT', 'ARCHIVED'])('a product that is %s is in the report', async (status) => {
  const { slug } = await variantAt(3);
  await run('UPDATE products SET status = $2 WHERE slug = $1', slug, status);
  const seen = await importFile(products, csv('Handle', slug));
  expect(seen.lines.nodes[0]).toMatchObject({ outcome: 'UNCHANGED', product: { slug } });
  await run(`UPDATE products SET status = 'PUBLISHED' WHERE slug = $1`, slug);
});

it('a price is compared with the one that there is once nobody else changes it', async () => {
  const { id: variantId, sku, slug } = await variantAt(4);
  const uploadId = await sendFile(products, csv('SKU,Currency,Price', `${sku},EUR,70.00`));
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const id = await products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe('SELECT FROM products WHERE slug = $1 FOR UPDATE', slug);
    const created = await createImport(products, { uploadId, content: 'PRICES' });
    await waitFor(async () => (await rows(waiting)).length === 1);
    await tx.$executeRawUnsafe(
      `UPDATE variant_prices SET amount_minor = 7000, compare_at_minor = NULL WHERE variant_id = $1::uuid AND currency = 'EUR'`,
      variantId,
    );
    return (created['productImport'] as { id: string }).id;
  });
  expect(await importEnd(products, id)).toMatchObject({ unchanged: 1, updated: 0, failed: 0 });
});

it('whoever waits for product types holds no product', async () => {
  const { slug } = await variantAt(4);
  const uploadId = await sendFile(products, csv('Handle,Status', `${slug},draft`));
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`;
  const id = await products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(hashtextextended('product types', 0))`);
    const created = await createImport(products, { uploadId });
    await waitFor(async () => (await rows(waiting)).length === 1);
    await tx.$executeRawUnsafe('SELECT FROM products WHERE slug = $1 FOR UPDATE NOWAIT', slug);
    return (created['productImport'] as { id: string }).id;
  });
  expect(await importEnd(products, id)).toMatchObject({ updated: 1, failed: 0 });
});

it.each([
  ['active', 'PUBLISHED'],
  ['draft', 'DRAFT'],
])('tells once of a new product that is %s', async (cell, status) => {
  const [category] = await rows<{ id: string }>('SELECT category_id AS id FROM products ORDER BY id LIMIT 1');
  const slug = `told-once-${cell}`;
  const file = csv(
    'Handle,Title,Vendor,Status,Variant SKU,Variant Price',
    `${slug},Told,Harbour,${cell},${slug}-1,10.00`,
  );
  const seen = await importFile(products, file, { categoryId: category?.id });
  expect(seen).toMatchObject({ created: 1, lines: { nodes: [{ messages: [] }] } });
  const told = await rows<object>(
    `SELECT p.status, count(*)::int AS times FROM products p JOIN messaging.outbox o ON o.key = p.id::text
     WHERE p.slug = $1 AND o.type = $2 GROUP BY p.status`,
    slug,
    productChanged.type,
  );
  expect(told).toEqual([{ status, times: 1 }]);
});
