import { compareText } from '@cartwright/languages';
import { sampleId } from '@cartwright/sample-data';
import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const count = 40;

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: count });
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenProduct {
  readonly id: string;
  readonly name: string;
}

const read = async (page: object): Promise<SeenPageBothWays<SeenProduct>> => {
  const { data } = await products.graphql<{ products: SeenPageBothWays<SeenProduct> }>(
    null,
    `query (${bothWays.variables}) { products(sort: NAME, ${bothWays.pageArguments}) {
      nodes { id name } ${bothWays.pageInfo} } }`,
    page,
  );
  return data.products;
};

/** Gives the products these names, the last of them to all that are left. */
async function rename(names: readonly string[]): Promise<void> {
  const all = Array.from({ length: count }, (_, index) => names[index] ?? names.at(-1) ?? '');
  const ids = all.map((_, index) => sampleId('product', index));
  await products.sql.$executeRawUnsafe(
    `UPDATE products p SET name = given.name FROM unnest($1::uuid[], $2::text[]) AS given (id, name) WHERE p.id = given.id`,
    ids,
    all,
  );
}

it('sorts names as people do', async () => {
  await rename(['Zebra Rug', 'apple Corer', 'Size 10', 'Éclair Tin', 'Size 2', 'Eclair Tin Deluxe', 'zz']);
  const names = (await walkBothWays(read, 100)).map(({ name }) => name);
  expect(names.slice(0, 7)).toEqual([
    'apple Corer',
    'Éclair Tin',
    'Eclair Tin Deluxe',
    'Size 2',
    'Size 10',
    'Zebra Rug',
    'zz',
  ]);
});

it('shows each product once, in one order, whatever the names and the size of the pages', async () => {
  const part = fc.constantFrom(
    'mug',
    'Mug',
    'MUG',
    'é',
    'e',
    'e\u0301',
    'ß',
    'ss',
    ' ',
    '-',
    '2',
    '10',
    '猫',
    'I',
    'ı',
    '🙂',
    '\u200b',
  );
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { minLength: 1, maxLength: count }),
      fc.integer({ min: 2, max: 13 }),
      async (names, size) => {
        await rename(names);
        const seen = await walkBothWays(read, size);
        expect(new Set(seen.map(({ id }) => id)).size).toBe(count);
        expect(seen).toHaveLength(count);
        seen.slice(1).forEach((product, index) => {
          const before = seen[index] ?? product;
          const order = compareText(before.name, product.name);
          expect(order < 0 || (before.name === product.name && before.id < product.id)).toBe(true);
        });
      },
    ),
    { numRuns: 25 },
  );
});

it('refuses a cursor of the order by bytes that there was once', async () => {
  const mark = 'aaaaaaaaaa';
  const cursor = Buffer.from(JSON.stringify([mark, ['Zebra Rug', sampleId('product', 1)]])).toString(
    'base64url',
  );
  const { errors } = await products.graphql(
    null,
    `{ products(sort: NAME, after: "${cursor}") { nodes { id } } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
});

it('reads a page of names from the index', async () => {
  const plan = await products.sql.$queryRawUnsafe<Record<string, string>[]>(
    `EXPLAIN SELECT id FROM products ORDER BY name COLLATE people, id LIMIT 21`,
  );
  expect(JSON.stringify(plan)).toContain('products_people_name_idx');
});
