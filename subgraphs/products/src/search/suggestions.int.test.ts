import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { addCategory } from '../../test/category-tree.ts';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60 });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Suggested {
  readonly products: { readonly text: string }[];
  readonly categories: { readonly text: string; readonly category: { readonly slug: string } }[];
  readonly collections: { readonly text: string; readonly collection: { readonly slug: string } }[];
  readonly brands: string[];
}

async function suggested(query: string, language = 'en', first = 8): Promise<Suggested> {
  const { data, errors } = await products.graphql<{ searchSuggest: Suggested }>(
    null,
    `query ($query: String!, $first: Int) { searchSuggest(query: $query, first: $first) {
      products { text } categories { text category { slug } } collections { text collection { slug } } brands } }`,
    { query, first },
    { 'accept-language': language },
  );
  expect(errors).toBeUndefined();
  return data.searchSuggest;
}

const translate = (table: 'categories' | 'collections', id: string, german: string) =>
  products.sql.$executeRawUnsafe(
    `UPDATE ${table} SET translations = jsonb_build_object('de', jsonb_build_object('NAME', $2::text)) WHERE id = $1::uuid`,
    id,
    german,
  );

it('offer categories by any word of their names, in the language of the request', async () => {
  const { id, slug } = await addCategory(products, 'Quondam Vessels');
  await translate('categories', id, 'Einstige Gefäße');
  const of = async (query: string, language?: string) => (await suggested(query, language)).categories;
  await expect
    .poll(() => of('gefa', 'de'), { timeout: 5_000 })
    .toEqual([{ text: 'Einstige Gefäße', category: { slug } }]);
  expect(await of('ves')).toEqual([{ text: 'Quondam Vessels', category: { slug } }]);
  expect(await of('vessels quon')).toHaveLength(1);
  expect(await of('ves', 'de')).toEqual([]);
});

it('offer collections that shoppers see, and no others', async () => {
  const shown = await addCollection(products, { name: 'Yclept Summer Sale', isShown: true });
  const later = await addCollection(products, { name: 'Yclept Autumn', isShown: false });
  await translate('collections', shown.id, 'Genannter Ausverkauf');
  const of = async (query: string, language?: string) => (await suggested(query, language)).collections;
  expect(await of('yclept')).toEqual([{ text: 'Yclept Summer Sale', collection: { slug: shown.slug } }]);
  expect(await of('sal ycl')).toHaveLength(1);
  expect(await of('ausv', 'de')).toEqual([
    { text: 'Genannter Ausverkauf', collection: { slug: shown.slug } },
  ]);
  expect(await of('sale ycl', 'de')).toEqual([]);
  await changeCollection(products, 'collectionUpdate', {
    id: later.id,
    version: later.version,
    isShown: true,
  });
  expect((await of('yclept')).map(({ text }) => text)).toEqual(['Yclept Autumn', 'Yclept Summer Sale']);
});

it('offer the brands that begin with what is typed, each once, of what is shown', async () => {
  const brands = await products.sql.$queryRawUnsafe<{ brand: string }[]>(
    'SELECT DISTINCT brand FROM products',
  );
  const [brand = ''] = brands.map((row) => row.brand).filter((name) => name.length > 4);
  expect((await suggested(brand.slice(0, 4).toUpperCase())).brands).toContain(brand);
  expect((await suggested(brand)).brands).toEqual([brand]);
  const all = brands.map((row) => row.brand).filter((name) => name.toLowerCase().startsWith('h'));
  expect((await suggested('h', 'en', 20)).brands.toSorted()).toEqual(all.toSorted().slice(0, 20));
  await products.sql.$executeRawUnsafe(`UPDATE products SET status = 'ARCHIVED' WHERE brand = $1`, brand);
  expect((await suggested(brand)).brands).toEqual([]);
});

it('read what is typed as staff want it to be read: synonyms while they are typed, no stop words', async () => {
  const staff = { id: uuidv7(), role: 'STAFF' } as const;
  await products.sql.$executeRawUnsafe('DELETE FROM search_settings');
  await addProduct(products, { name: 'Zwieback Lantern' });
  await addCategory(products, 'Zwieback Lanterns');
  const { slug } = await addCollection(products, { name: 'Lanterns of Zwieback', isShown: true });
  const set = (name: string, input: object) =>
    mutate(products, staff, { name, input: { version: 0, ...input }, selection: '__typename' });
  await set('searchSynonymsUpdate', { groups: [{ phrases: ['gloamlight', 'zwieback lantern'] }] });
  await set('searchStopWordsUpdate', { words: ['please'] });
  const isOffered = { products: [{ text: 'Zwieback Lantern' }], categories: [{ text: 'Zwieback Lanterns' }] };
  await expect
    .poll(() => suggested('please gloam'), { timeout: 5_000 })
    .toMatchObject({
      ...isOffered,
      collections: [{ text: 'Lanterns of Zwieback', collection: { slug } }],
    });
  expect(await suggested('gloamlight please ')).toMatchObject(isOffered);
  expect(await suggested('gloamlights')).toMatchObject({ products: [], categories: [] });
});

it.each(['', '  ', '%', '!?', "' & |", '\u200b'])('offer nothing for %j', async (query) => {
  expect(await suggested(query)).toEqual({ products: [], categories: [], collections: [], brands: [] });
});

it('offer as many of each as are asked for, and cost nothing where nothing is asked for', async () => {
  products.statements.reset();
  expect(await suggested('s', 'en', 0)).toEqual({
    products: [],
    categories: [],
    collections: [],
    brands: [],
  });
  expect(products.statements.statements().filter((sql) => /brand|suggestion_vector/.test(sql))).toEqual([]);
  const { data } = await products.graphql<{ searchSuggest: object }>(
    null,
    '{ searchSuggest(query: "s") { brands } }',
  );
  expect(Object.keys(data.searchSuggest)).toEqual(['brands']);
});

it.each([-1, 21])('refuse to be %d', async (first) => {
  const { errors } = await products.graphql(
    null,
    `{ searchSuggest(query: "s", first: ${first}) { brands } }`,
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
