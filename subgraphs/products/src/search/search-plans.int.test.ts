import { sampleId } from '@cartwright/sample-data';
import { rowsReadBy } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { readProductPage } from '../listing/repository/product-pages.ts';
import type { Parts } from '../parts.ts';
import { interpretQuery } from './use-cases/interpret-query.ts';
import { suggestFromWords } from './use-cases/suggest-from-words.ts';
import { TypedTexts } from './use-cases/typed-texts.ts';

const count = 2_000;

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: count });
}, 120_000);
afterAll(() => products[Symbol.asyncDispose]());

/** How many rows of each table some work reads. */
function rowsReadIn(
  work: (parts: Pick<Parts, 'database'>) => Promise<unknown>,
): Promise<(table: string) => number> {
  const { database } = products;
  return database.transaction((tx) =>
    rowsReadBy(tx, () => work({ database: { ...database, statements: tx } })),
  );
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

const cases = queries.flatMap((query) => [[query, []] as const, [query, [sampleId('product', 3)]] as const]);

it.each(cases)('a search for "%s" reads no table whole, with %j pinned', async (query, pinned) => {
  const read = await rowsReadIn(async ({ database }) => {
    const { tsquery } = await interpretQuery(
      { database, typedTexts: new TypedTexts() },
      { text: query, spelling: 'CORRECTED', synonyms: [], language: 'en' },
    );
    const filter = { tsquery, offer: { currency: 'EUR' }, ...(pinned.length > 0 && { pinned }) } as const;
    await readProductPage(
      database.statements,
      { filter, order: 'RELEVANCE' },
      { after: null, direction: 'forward', limit: 21 },
    );
  });
  expect(read('products')).toBeLessThan(count / 2);
  expect(read('product_variants')).toBeLessThan(50);
});

it.each([...queries, 's', 'mug-0', 'c', 'black cot', 'zz', '1'])(
  'suggestions for "%s" read no table whole',
  async (query) => {
    const read = await rowsReadIn((parts) =>
      suggestFromWords(
        { ...parts, typedTexts: new TypedTexts() },
        { text: query, limit: 8, language: 'en', synonyms: [], ending: null },
      ),
    );
    expect(read('products')).toBeLessThanOrEqual(2 * 500);
    expect(read('product_variants')).toBeLessThan(count / 2);
  },
);
