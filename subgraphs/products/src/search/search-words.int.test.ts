import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
});
afterAll(() => products[Symbol.asyncDispose]());

let id: string;
beforeEach(async () => {
  await products.sql.$executeRawUnsafe("DELETE FROM products WHERE brand = ''");
  id = await addProduct(products, { name: 'Quondam Vessel', description: 'An erstwhile zymurgist' });
});

async function known(...words: string[]): Promise<string[]> {
  const rows = await products.sql.$queryRawUnsafe<{ word: string }[]>(
    'SELECT word FROM search_words WHERE word = ANY ($1) ORDER BY word',
    words,
  );
  return rows.map(({ word }) => word);
}

/** The words whose numbers are not those of the products, and the changes that are not counted. */
const untrue = `
  SELECT word FROM search_words AS kept FULL JOIN (
    SELECT counted.word, counted.language, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM products CROSS JOIN LATERAL search_words_of(products) AS counted GROUP BY counted.word, counted.language
  ) AS found USING (word, language)
  WHERE (kept.products, kept.descriptions) IS DISTINCT FROM (found.products, found.descriptions)
  UNION ALL SELECT id::text FROM search_word_changes`;

async function meaningOf(query: string) {
  const { data } = await products.graphql<{
    productSearch: { interpretation: { words: { reading: string; searchedFor: string[] }[] } };
    searchSuggest: { products: { text: string }[] };
  }>(
    null,
    `query ($query: String!) { searchSuggest(query: $query) { products { text } }
      productSearch(input: { query: $query }) { interpretation { words { reading searchedFor } } } }`,
    { query },
  );
  return { words: data.productSearch.interpretation.words, suggested: data.searchSuggest.products };
}

it('are true after sample data came', async () => {
  expect(await products.sql.$queryRawUnsafe(untrue)).toEqual([]);
});

it('of a plain text are those that it has beside a number, which is taken apart another way', async () => {
  const word = fc.constantFrom(
    'the',
    'lamp',
    'Cups',
    'running',
    'x',
    's',
    'm',
    "bear's",
    '"rim"',
    'a--b',
    'ﬁve',
    'café',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
  const texts = fc.sample(
    fc.oneof(
      text,
      text.map((one) => `${one}.\n(${one}, ${one})!`),
    ),
    400,
  );
  const termsOf = (of: string) =>
    `(SELECT array_agg(term::text ORDER BY place, word) FROM search_terms(${of}) AS term WHERE word <> '7')`;
  const other = await products.sql.$queryRawUnsafe(
    `SELECT one FROM (SELECT unnest($1::text[]) AS one UNION SELECT name FROM products) AS texts
     WHERE one !~ '[0-9]|\\m[a-z]\\W*$' AND ${termsOf('one')} IS DISTINCT FROM ${termsOf("one || ' 7'")}`,
    texts,
  );
  expect(other).toEqual([]);
});

it('of a product that is renamed or deleted are offered no more', async () => {
  expect(await known('quondam', 'zymurgist')).toEqual(['quondam', 'zymurgist']);
  expect((await meaningOf('quondamm')).words).toMatchObject([{ searchedFor: ['quondam'] }]);
  await products.sql.$executeRawUnsafe("UPDATE products SET name = 'Yclept Vessel' WHERE id = $1", id);
  expect(await known('quondam', 'yclept', 'zymurgist')).toEqual(['yclept', 'zymurgist']);
  // What a text is may have been known for a second.
  for (const typed of ['quond', 'quondam', 'quondamm'])
    await expect
      .poll(() => meaningOf(typed))
      .toMatchObject({ words: [{ reading: 'LEFT_OUT' }], suggested: [] });
  await products.sql.$executeRawUnsafe('DELETE FROM products WHERE id = $1', id);
  expect(await known('quondam', 'yclept', 'zymurgist')).toEqual([]);
  await expect
    .poll(() => meaningOf('ycle'))
    .toMatchObject({ words: [{ reading: 'LEFT_OUT' }], suggested: [] });
});

it('of a change that is undone are as they were', async () => {
  const undone = products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe("UPDATE products SET name = 'Yclept Vessel' WHERE id = $1", id);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await known('quondam', 'yclept')).toEqual(['quondam']);
});

it('stay true, and nobody waits for ever, when two change the same words in opposite order', async () => {
  const word = fc.constantFrom('alder', 'birch', 'cedar', 'elder', 'maple', 'rowan', 'willow', 'yew');
  const names = fc.array(
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    {
      minLength: 4,
      maxLength: 4,
    },
  );
  const own = await Promise.all(
    [0, 1].map(() => Promise.all([1, 2, 3, 4].map(() => addProduct(products, { name: 'alder yew' })))),
  );
  const rename = (ids: readonly string[], to: readonly string[]) =>
    products.sql.transaction(async (tx) => {
      for (const [index, product] of ids.entries())
        await tx.$executeRawUnsafe('UPDATE products SET name = $2 WHERE id = $1', product, to[index]);
    });
  await fc.assert(
    fc.asyncProperty(names, names, async (first, second) => {
      await Promise.all([rename(own[0] ?? [], first), rename(own[1]?.toReversed() ?? [], second)]);
    }),
    { numRuns: 60 },
  );
  expect(await products.sql.$queryRawUnsafe(untrue)).toEqual([]);
});

it('are changed at the end of a transaction, so that one that takes long holds nobody up', async () => {
  const other = await addProduct(products, { name: 'Quondam Bowl' });
  await products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe("UPDATE products SET name = 'Hornbeam Vessel' WHERE id = $1", id);
    await products.sql.$executeRawUnsafe("UPDATE products SET name = 'Hornbeam Bowl' WHERE id = $1", other);
    expect(await known('hornbeam', 'quondam')).toEqual(['hornbeam', 'quondam']);
  });
  expect(await known('hornbeam', 'quondam')).toEqual(['hornbeam']);
  expect(await products.sql.$queryRawUnsafe(untrue)).toEqual([]);
});
