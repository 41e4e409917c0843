import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
const header = 'Handle,Title,Body (HTML),Vendor,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price';
const lineOf = (
  slug: string,
  { name = `Lamp ${slug}`, sku = slug, vendor = 'Harbour', price = '10.00' } = {},
) => `${slug},${name},A lamp that folds,${vendor},active,Size,S,${sku},${price}`;
const fileOf = (lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;
const slugs = (prefix: string, howMany: number) =>
  Array.from({ length: howMany }, (_, at) => `${prefix}-${at}`);
/** In how many transactions products of a prefix were made. */
const transactionsOf = async (prefix: string) => {
  const [made] = await rows<{ count: number }>(
    `SELECT count(DISTINCT v.xmin::text)::int AS count FROM stock v JOIN product_variants o ON o.id = v.variant_id WHERE o.sku LIKE $1`,
    `${prefix}-%`,
  );
  return made?.count;
};

it('makes many products in few transactions, each with all that one has that was made by itself', async () => {
  const seen = await importFile(products, fileOf(slugs('many', 70).map((slug) => lineOf(slug))), {
    categoryId,
  });
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 70, failed: 0, linesRead: 71 });
  expect(await transactionsOf('many')).toBeLessThan(10);
  const made = await rows<object>(
    `SELECT p.available_variants AS available, p.document IS NOT NULL AS found, p.published_at = p.created_at AS new,
       (SELECT count(*)::int FROM variant_offers o WHERE o.product_id = p.id) AS offers,
       (SELECT count(*)::int FROM product_price_ranges r WHERE r.product_id = p.id) AS ranges,
       (SELECT count(*)::int FROM product_sales s WHERE s.product_id = p.id) AS sales,
       (SELECT count(*)::int FROM variant_price_history h JOIN product_variants v ON v.id = h.variant_id WHERE v.product_id = p.id) AS history,
       (SELECT string_agg(operation, ', ' ORDER BY position) FROM audit.entries e WHERE e.target = p.id::text) AS trail,
       (SELECT string_agg(replace(o.type, 'products.', ''), ', ' ORDER BY o.type) FROM messaging.outbox o JOIN product_variants v ON v.product_id = p.id
        WHERE o.key IN (p.id::text, v.id::text)) AS told
     FROM products p WHERE p.slug LIKE 'many-%'`,
  );
  expect(made).toHaveLength(70);
  expect(new Set(made.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(made[0]).toMatchObject({ found: true, new: true, offers: 1, ranges: 1, sales: 1, history: 1 });
  expect(made[0]).toMatchObject({ trail: 'productCreate, productStatusUpdate' });
});

it('counts the words of all of them, as if each had been counted by itself', async () => {
  const wrong = await rows<object>(
    `SELECT word, language, kept.products, kept.descriptions, anew.products AS should, anew.descriptions AS and_should
     FROM search_words kept FULL JOIN (
       SELECT counted.word, counted.language, sum(counted.products)::int AS products, sum(counted.descriptions)::int AS descriptions
       FROM products p CROSS JOIN LATERAL search_words_of(p) AS counted GROUP BY counted.word, counted.language
     ) AS anew USING (word, language)
     WHERE (kept.products, kept.descriptions) IS DISTINCT FROM (anew.products, anew.descriptions)`,
  );
  expect(wrong).toEqual([]);
});

it('costs a bad product its own lines alone, and changes the ones that are there in their order', async () => {
  const [first = '', second = '', third = '', ...others] = slugs('mixed', 40);
  await importFile(products, fileOf([lineOf(second), lineOf(third)]), { categoryId });
  const lines = others.map((slug, at) => lineOf(slug, { vendor: at % 9 === 8 ? '' : 'Harbour' }));
  const changed = [
    lineOf(second, { name: 'Another' }),
    lineOf(third),
    lineOf(first),
    lineOf('mixed-sku', { sku: first }),
  ];
  const file = fileOf([
    ...lines.slice(0, 20),
    ...changed,
    ...lines.slice(20),
    lineOf(first, { price: '12.00' }),
  ]);
  const seen = await importFile(products, file, { categoryId });
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 34, updated: 2, unchanged: 1, failed: 5 });
  expect(seen.lines.nodes.map(({ line }) => line)).toEqual(Array.from({ length: 42 }, (_, at) => at + 2));
  expect(seen.lines.nodes.slice(20, 24).map(({ outcome }) => outcome)).toEqual([
    'UPDATED',
    'UNCHANGED',
    'CREATED',
    'FAILED',
  ]);
  expect(seen.lines.nodes[23]?.messages).toEqual([`Other variants have these SKUs: ${first}.`]);
  expect(seen.lines.nodes.at(-1)?.outcome).toBe('UPDATED');
});

it('tries each product by itself in a dry run, and leaves nothing', async () => {
  const file = fileOf([
    ...slugs('tried', 30).map((slug) => lineOf(slug)),
    lineOf('tried-again', { sku: 'tried-0' }),
  ]);
  const seen = await importFile(products, file, { categoryId, isDryRun: true });
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 31, failed: 0, linesRead: 32 });
  expect(await rows(`SELECT 1 FROM products WHERE slug LIKE 'tried-%'`)).toEqual([]);
});

it('works products one by one where the database refuses one of them, and reports that one', async () => {
  await rows(`ALTER TABLE products ADD CONSTRAINT unforeseen CHECK (name <> 'Unforeseen')`);
  const lines = slugs('refused', 20).map((slug, at) =>
    lineOf(slug, { name: at === 12 ? 'Unforeseen' : slug }),
  );
  const seen = await importFile(products, fileOf(lines), { categoryId });
  await rows('ALTER TABLE products DROP CONSTRAINT unforeseen');
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 19, failed: 1 });
  expect(seen.lines.nodes.find(({ outcome }) => outcome === 'FAILED')?.line).toBe(14);
});
