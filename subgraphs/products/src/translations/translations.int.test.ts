import { categoriesChanged, productChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory } from '../../test/category-tree.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  // What comes with the sample shop is translated already.
  await products.sql.$queryRawUnsafe("UPDATE products SET translations = '{}'");
  await products.sql.$queryRawUnsafe("UPDATE product_types SET translations = '{}'");
  await products.sql.$queryRawUnsafe("UPDATE attribute_definitions SET translations = '{}'");
  await products.sql.$queryRawUnsafe("UPDATE collections SET translations = '{}'");
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const id = sampleId('product', 0);

const update = (input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'catalogueTranslationsUpdate',
    input: { ownerType: 'PRODUCT', ownerId: id, language: 'de', ...input },
    selection: `... on CatalogueTranslationsUpdateSuccess { translations { version untranslatedCount } }
      ... on TranslationOwnerChangedError { version } ... on TranslationOwnerNotFoundError { ownerId }
      ... on InvalidInputError { fields { path code } }`,
  });

interface Listed {
  readonly version: number;
  readonly untranslatedCount: number;
  readonly texts: readonly { field: string; of: string[]; source: string; text: string | null }[];
}

async function listed(ownerType: string, ownerId: string): Promise<Listed> {
  const query = `query ($type: TranslatedType!, $id: ID!) { catalogueTranslations(ownerType: $type, ownerId: $id, language: "de") {
    version untranslatedCount texts { field of source text } } }`;
  const variables = { type: ownerType, id: ownerId };
  const { data } = await products.graphql<{ catalogueTranslations: Listed }>(staff, query, variables);
  return data.catalogueTranslations;
}

async function seen<Data>(query: string, language: string, variables: object = { id }): Promise<Data> {
  const headers = { 'accept-language': language };
  const { data, errors } = await products.graphql<Data>(null, query, { ...variables }, headers);
  expect(errors).toBeUndefined();
  return data;
}

const page = `query ($id: ID!) { product(id: $id) { name description seo { title }
  options { key name valueKeys values optionValues { key value } }
  variants { title selectedOptions { key name valueKey value } } } }`;

interface Page {
  readonly product: {
    readonly name: string;
    readonly description: string;
    readonly options: readonly { key: string; name: string; valueKeys: string[]; values: string[] }[];
    readonly variants: readonly {
      title: string;
      selectedOptions: { key: string; name: string; valueKey: string; value: string }[];
    }[];
  };
}

/** Every text of the product with `-de` behind it. */
async function translateAll(): Promise<void> {
  const { version, texts } = await listed('PRODUCT', id);
  const translated = texts.map(({ field, of, source }) => ({ field, of, text: `${source}-de` }));
  expect(await update({ version, texts: translated })).toMatchObject({
    translations: { version: version + 1, untranslatedCount: 0 },
  });
}

describe('a product', () => {
  it('is shown in the language of the request, and as it was written where it is not translated', async () => {
    const plain = (await seen<Page>(page, 'en')).product;
    expect((await seen<Page>(page, 'de')).product).toEqual(plain);
    await translateAll();
    const german = (await seen<Page>(page, 'de')).product;
    expect(german).toMatchObject({
      name: `${plain.name}-de`,
      description: `${plain.description}-de`,
      seo: { title: `${plain.name}-de` },
    });
    const [option] = german.options;
    expect(option).toMatchObject({ key: plain.options[0]?.name, name: `${option?.key ?? ''}-de` });
    expect(option?.valueKeys).toEqual(plain.options[0]?.values);
    expect(option?.values).toEqual(option?.valueKeys.map((value) => `${value}-de`));
    const [variant] = german.variants;
    expect(variant?.title).toBe(variant?.selectedOptions.map(({ value }) => value).join(' / '));
    expect(variant?.selectedOptions[0]).toMatchObject({ name: option?.name });
    expect((await seen<Page>(page, 'en')).product).toEqual(plain);
    expect((await seen<Page>(page, 'fr, de-AT;q=0.5')).product).toEqual(german);
  });

  it('has a variant with the options that are chosen, by their keys and as they are shown', async () => {
    const { product } = await seen<Page>(page, 'de');
    const chosen = product.variants[0]?.selectedOptions ?? [];
    const choose = `query ($id: ID!, $chosen: [SelectedOptionInput!]!) { product(id: $id) {
      variantBySelectedOptions(selectedOptions: $chosen) { title } } }`;
    const asShown = chosen.map(({ name, value }) => ({ name, value }));
    const byKey = chosen.map(({ key, valueKey }) => ({ name: key, value: valueKey }));
    for (const some of [asShown, byKey])
      expect(await seen(choose, 'de', { id, chosen: some })).toMatchObject({
        product: { variantBySelectedOptions: { title: product.variants[0]?.title } },
      });
    expect(await seen(choose, 'en', { id, chosen: asShown })).toEqual({
      product: { variantBySelectedOptions: null },
    });
  });

  it('is told of and on record once for each change, and not where nothing changes', async () => {
    const { version, texts } = await listed('PRODUCT', id);
    const name = texts.filter(({ field }) => field === 'NAME');
    const same = name.map(({ field, text }) => ({ field, text }));
    expect(await update({ version, texts: same })).toMatchObject({ translations: { version } });
    expect(await update({ version: version - 1, texts: same })).toMatchObject({
      __typename: 'TranslationOwnerChangedError',
      version,
    });
    const before = await recorded();
    await update({ version, texts: [{ field: 'NAME', text: 'Becher' }], reason: 'For Vienna.' });
    const after = await recorded();
    expect(after.entries.length - before.entries.length).toBe(1);
    expect(after.told - before.told).toBe(1);
    expect(after.entries.at(-1)).toMatchObject({
      reason: 'For Vienna.',
      after: { texts: { NAME: 'Becher' } },
    });
  });

  it('is told of by the id that answers have, however it is spelt', async () => {
    const { version } = await listed('PRODUCT', id);
    const before = await recorded();
    const texts = [{ field: 'NAME', text: 'Großgeschrieben' }];
    expect(await update({ ownerId: id.toUpperCase(), version, texts })).toMatchObject({
      translations: { version: version + 1 },
    });
    expect((await recorded()).told).toBe(before.told + 1);
  });

  it('is not there, or has no such text, or the language is none, or it is nobody of the staff', async () => {
    const absent = uuidv7();
    const texts = [{ field: 'NAME', text: 'Becher' }];
    expect(await update({ ownerId: absent, version: 1, texts })).toMatchObject({ ownerId: absent });
    for (const language of ['en', 'fr', ''])
      expect(await update({ language, version: 1, texts })).toMatchObject({
        fields: [{ path: ['language'], code: 'INVALID_VALUE' }],
      });
    const { version } = await listed('PRODUCT', id);
    const wrong = [{ field: 'OPTION', of: ['No such'], text: 'Keine' }];
    expect(await update({ version, texts: wrong })).toMatchObject({
      fields: [{ path: ['texts', '0', 'field'], code: 'INVALID_VALUE' }],
    });
    expect(await update({ version, texts }, null)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await update({ version, texts }, { id: uuidv7() })).toEqual({ code: 'FORBIDDEN' });
  });
});

async function recorded() {
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT reason, after FROM audit.entries WHERE operation = 'catalogueTranslationsUpdate' ORDER BY position`,
  );
  const told = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
    productChanged.type,
    id,
  );
  return { entries, told: told.length };
}

it('a category is shown in the language of the request, on record and told of', async () => {
  const category = await addCategory(products, 'Bowls');
  const texts = [{ field: 'NAME', text: 'Schalen' }];
  expect(await update({ ownerType: 'CATEGORY', ownerId: category.id, version: 1, texts })).toMatchObject({
    translations: { version: 2, untranslatedCount: 0 },
  });
  const query = 'query ($slug: String!) { category(slug: $slug) { name seo { title } version } }';
  const shown = (language: string) => seen(query, language, { slug: category.slug });
  expect(await shown('de')).toEqual({
    category: { name: 'Schalen', seo: { title: 'Schalen' }, version: 2 },
  });
  expect(await shown('en')).toMatchObject({ category: { name: 'Bowls' } });
  const told = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
    categoriesChanged.type,
    category.id,
  );
  expect(told.length).toBeGreaterThan(1);
  const change = `mutation ($id: ID!) { categoryUpdate(input: { id: $id, version: 2, description: "Round." }) { __typename } }`;
  await products.graphql(staff, change, { id: category.id });
  expect(await shown('de')).toMatchObject({ category: { name: 'Schalen', version: 3 } });
});

it('a product type, its attributes and their choices are, and keep their translations when the type changes', async () => {
  const attribute = {
    ...{ key: 'test-wood', name: 'Wood', type: 'CHOICE', owner: 'PRODUCT' },
    choices: [
      { value: 'oak', name: 'Oak' },
      { value: 'ash', name: 'Ash' },
    ],
  };
  const created = await mutate(products, staff, {
    name: 'productTypeCreate',
    input: { name: 'Tables', slug: 'test-tables', attributes: [attribute] },
    selection:
      '... on ProductTypeCreateSuccess { productType { id } } ... on InvalidInputError { fields { path code } }',
  });
  const { id: ownerId } = created['productType'] as { readonly id: string };
  const texts = [
    { field: 'NAME', text: 'Tische' },
    { field: 'ATTRIBUTE_NAME', of: ['test-wood'], text: 'Holz' },
    { field: 'ATTRIBUTE_CHOICE', of: ['test-wood', 'oak'], text: 'Eiche' },
  ];
  expect(await update({ ownerType: 'PRODUCT_TYPE', ownerId, version: 1, texts })).toMatchObject({
    translations: { version: 2, untranslatedCount: 1 },
  });
  const query =
    'query ($id: ID!) { productType(id: $id) { name attributes { name choices { value name } } } }';
  const german = {
    productType: {
      name: 'Tische',
      attributes: [
        {
          name: 'Holz',
          choices: [
            { value: 'oak', name: 'Eiche' },
            { value: 'ash', name: 'Ash' },
          ],
        },
      ],
    },
  };
  expect(await seen(query, 'de', { id: ownerId })).toEqual(german);
  expect(await seen(query, 'en', { id: ownerId })).toMatchObject({ productType: { name: 'Tables' } });
  await mutate(products, staff, {
    name: 'productTypeUpdate',
    input: { id: ownerId, version: 2, attributes: [{ ...attribute, description: 'Of what it is.' }] },
    selection: '... on ProductTypeUpdateSuccess { productType { version } }',
  });
  expect(await seen(query, 'de', { id: ownerId })).toEqual(german);
  expect((await listed('PRODUCT_TYPE', ownerId)).texts).toMatchObject([
    { field: 'NAME', text: 'Tische' },
    { field: 'ATTRIBUTE_NAME', text: 'Holz' },
    { field: 'ATTRIBUTE_DESCRIPTION', text: null },
    { field: 'ATTRIBUTE_CHOICE', text: 'Eiche' },
    { field: 'ATTRIBUTE_CHOICE', source: 'Ash', text: null },
  ]);
});

describe('a search', () => {
  const search = `query ($query: String!) { productSearch(input: { query: $query, first: 20 }) {
    products { nodes { id } } interpretation { words { reading searchedFor } } } }`;
  interface Found {
    readonly productSearch: {
      readonly products: { readonly nodes: readonly { readonly id: string }[] };
      readonly interpretation: { readonly words: readonly { reading: string; searchedFor: string[] }[] };
    };
  }
  const found = async (query: string, language: string) => {
    const { productSearch } = await seen<Found>(search, language, { query });
    const { products: page, interpretation } = productSearch;
    return { ids: page.nodes.map((node) => node.id), words: interpretation.words };
  };
  const other = sampleId('product', 1);
  beforeAll(async () => {
    const { version } = await listed('PRODUCT', other);
    const texts = [
      { field: 'NAME', text: 'Gläserne Schüssel' },
      { field: 'DESCRIPTION', text: 'Mit vielen Verzierungen.' },
    ];
    await update({ ownerId: other, version, texts });
  });

  it.each([
    ['gläserne schüsseln', 'in any inflection'],
    ['GLASERN', 'without marks'],
    ['die verzierung', 'by its description, without its articles'],
  ])('in German for "%s" finds what is translated %s', async (query) => {
    expect((await found(query, 'de')).ids).toEqual([other]);
    expect((await found(query, 'en')).ids).not.toContain(other);
  });

  it('in German completes and corrects German words', async () => {
    expect(await found('schüsse', 'de')).toMatchObject({ ids: [other] });
    expect(await found('schüssle', 'de')).toMatchObject({
      ids: [other],
      words: [{ reading: 'CORRECTED', searchedFor: ['schussel'] }],
    });
  });

  it('in German finds what is not translated by the words that it was written in', async () => {
    const { product } = await seen<Page>(page, 'en', { id: sampleId('product', 2) });
    const english = await found(product.name, 'en');
    expect(english.ids).toContain(sampleId('product', 2));
    expect((await found(product.name, 'de')).ids).toContain(sampleId('product', 2));
  });

  it('suggests in the language of the request', async () => {
    const query = '{ searchSuggest(query: "schüss") { products { text product { id } } } }';
    expect(await seen(query, 'de', {})).toEqual({
      searchSuggest: { products: [{ text: 'Gläserne Schüssel', product: { id: other } }] },
    });
    expect(await seen(query, 'en', {})).not.toMatchObject({
      searchSuggest: { products: [{ text: 'Gläserne Schüssel' }] },
    });
  });

  it('forgets words that no text has any more', async () => {
    const known = () =>
      products.sql.$queryRawUnsafe<object[]>(
        `SELECT FROM search_words WHERE word = 'schussel' AND language = 'de'`,
      );
    expect(await known()).toHaveLength(1);
    const { version } = await listed('PRODUCT', other);
    await update({ ownerId: other, version, texts: [{ field: 'NAME', text: null }] });
    expect(await known()).toEqual([]);
    expect((await found('schüsseln', 'de')).ids).not.toContain(other);
  });
});

it('the sample shop has its categories in German', async () => {
  const names = async (language: string) => {
    const { categories } = await seen<{ categories: { name: string }[] }>(
      '{ categories { name } }',
      language,
      {},
    );
    return categories.map(({ name }) => name);
  };
  expect(await names('de')).toContain('Kleidung');
  expect(await names('en')).toContain('Clothing');
});
