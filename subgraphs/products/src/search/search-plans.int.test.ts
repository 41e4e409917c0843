import type { Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { readProductPage } from '../listing/repository/product-pages.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { interpretQuery } from './use-cases/interpret-query.ts';
import { suggestProducts } from './use-cases/suggest-products.ts';
import { TypedTexts } from './use-cases/typed-texts.ts';

const count = 2_000;

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: count });
}, 120_000);
afterAll(() => products[Symbol.asyncDispose]());

/** How many rows of each table some work reads, by whichever plan PostgreSQL took. */
async function rowsReadBy(
  work: (parts: Pick<Parts, 'database'>) => Promise<unknown>,
): Promise<(table: string) => number> {
  const { database } = products;
  return database.transaction(async (tx) => {
    const before = await rowsRead(tx);
    await work({ database: { ...database, statements: tx } });
    const after = await rowsRead(tx);
    return (table) => (after.get(table) ?? 0) - (before.get(table) ?? 0);
  });
}

/** What the connection has read of each table and not reported yet: it does so between transactions alone. */
async function rowsRead(tx: Statements<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ table: string; read: number }>`
    SELECT relname AS table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer AS read
    FROM pg_stat_xact_user_tables`.execute(tx);
  return new Map(rows.map(({ table, read }) => [table, read]));
}

/** Each finds a few products, or none. */
const queries = [
  'MUG-00045-01',
  'mug 00045 01',
  'cafetière',
  't-shirt xylophonist',
  'cotton t shirt 17 cm',
  'crêpe pan',
  'ceramc cafetire',
  'coffeemug',
  'xylophonist',
  'a4x',
];

it.each(queries)('a search for "%s" reads no table whole', async (query) => {
  const read = await rowsReadBy(async ({ database }) => {
    const { tsquery } = await interpretQuery(
      { database, typedTexts: new TypedTexts() },
      { query, spelling: 'CORRECTED' },
    );
    const filter = { tsquery, offer: { currency: 'EUR' } } as const;
    await readProductPage(database.statements, { filter, order: 'RELEVANCE' }, { after: null, limit: 21 });
  });
  expect(read('products')).toBeLessThan(count / 2);
  expect(read('product_variants')).toBeLessThan(50);
});

it.each([...queries, 's', 'mug-0', 'c', 'black cot', 'zz', '1'])(
  'suggestions for "%s" read no table whole',
  async (query) => {
    const read = await rowsReadBy((parts) => suggestProducts(parts, { query, first: 8 }));
    expect(read('products')).toBeLessThanOrEqual(2 * 500);
    expect(read('product_variants')).toBeLessThan(count / 2);
  },
);
