import { rowsReadBy } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import type { PagePlace, ProductListSpec } from './repository/listed-products.ts';
import { readProductPage } from './repository/product-pages.ts';

const count = 2_000;
const limit = 21;

let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  products = await startTestProducts({ products: count });
  const [{ id } = { id: '' }] = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    'SELECT category_id AS id FROM products GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
  );
  categoryId = id;
  // A category that is large enough for its index to pay off.
  await products.sql.$executeRawUnsafe(`UPDATE products SET category_id = '${id}'`);
  await products.sql.$executeRawUnsafe('ANALYZE products, product_price_ranges, product_sales');
}, 120_000);
afterAll(() => products[Symbol.asyncDispose]());

const offer = { currency: 'EUR' } as const;
const readPage = (spec: ProductListSpec, place: Omit<PagePlace, 'limit'>) =>
  readProductPage(products.database.statements, spec, { ...place, limit });

it.each<[ProductListSpec['order'], 'all' | 'a category']>([
  ['NEWEST', 'all'],
  ['PRICE_ASC', 'all'],
  ['PRICE_DESC', 'all'],
  ['NAME', 'all'],
  ['RATING', 'all'],
  ['BEST_SELLING', 'all'],
  ['NEWEST', 'a category'],
  ['PRICE_ASC', 'a category'],
  ['BEST_SELLING', 'a category'],
])('the end of a list by %s of %s is read from the index of its start', async (order, of) => {
  const spec = { order, filter: { offer, ...(of === 'all' ? {} : { categoryIds: [categoryId] }) } };
  const last = await readPage(spec, { after: null, direction: 'backward' });
  for (const after of [null, last.products.at(-1)?.key ?? null]) {
    const read = await products.database.transaction((tx) =>
      rowsReadBy(tx, () => readProductPage(tx, spec, { after, direction: 'backward', limit })),
    );
    const rows = read('products') + read('product_price_ranges') + read('product_sales');
    expect(rows).toBeGreaterThanOrEqual(limit);
    expect(rows).toBeLessThan(5 * limit);
  }
});
