import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
const tables = ['products', 'categories', 'collections', 'product_types', 'attribute_definitions'];
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  for (const table of tables)
    await products.sql.$executeRawUnsafe(`UPDATE ${table} SET translations = '{}', outdated_texts = '{}'`);
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const id = sampleId('product', 0);

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await products.graphql<Data>(staff, query, { ...variables });
  expect(errors).toBeUndefined();
  return data;
}

interface Texts {
  readonly version: number;
  readonly untranslatedCount: number;
  readonly outdatedCount: number;
  readonly texts: readonly {
    field: string;
    of: string[];
    source: string;
    text: string | null;
    translatedFrom: string | null;
  }[];
}
const textsOf = async (ownerType: string, ownerId: string) =>
  (
    await ask<{ catalogueTranslations: Texts }>(
      `query ($type: TranslatedType!, $id: ID!) { catalogueTranslations(ownerType: $type, ownerId: $id, language: "de") {
        version untranslatedCount outdatedCount texts { field of source text translatedFrom } } }`,
      { type: ownerType, id: ownerId },
    )
  ).catalogueTranslations;

interface Task {
  readonly ownerId: string;
  readonly name: string;
  readonly missingCount: number;
  readonly outdatedCount: number;
}
interface Tasks {
  readonly nodes: readonly Task[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
const tasks = async (ownerType: string, args = '') =>
  (
    await ask<{ catalogueTranslationTasks: Tasks }>(
      `{ catalogueTranslationTasks(ownerType: ${ownerType}, language: "de"${args}) {
        nodes { ownerId name missingCount outdatedCount } totalCount pageInfo { endCursor hasNextPage } } }`,
    )
  ).catalogueTranslationTasks;
const missing = ', filters: { states: [MISSING] }';
const outdated = ', filters: { states: [OUTDATED] }';

async function translate(ownerType: string, ownerId: string, texts?: readonly object[]): Promise<void> {
  const now = await textsOf(ownerType, ownerId);
  const all = now.texts.map(({ field, of, source }) => ({
    field,
    of,
    text: `${source} auf Deutsch`.slice(0, 50),
  }));
  const input = { ownerType, ownerId, language: 'de', version: now.version, texts: texts ?? all };
  const { __typename } = await mutate(products, staff, {
    name: 'catalogueTranslationsUpdate',
    input,
    selection: '',
  });
  expect(__typename).toBe('CatalogueTranslationsUpdateSuccess');
}

it('what is not translated is listed, with how much of it is left', async () => {
  const before = await tasks('PRODUCT', missing);
  expect(before.totalCount).toBe(20);
  const { untranslatedCount } = await textsOf('PRODUCT', id);
  expect(before.nodes.find(({ ownerId }) => ownerId === id)?.missingCount).toBe(untranslatedCount);
  await translate('PRODUCT', id, [{ field: 'NAME', text: 'Becher' }]);
  const part = (await tasks('PRODUCT', missing)).nodes.find(({ ownerId }) => ownerId === id);
  expect(part).toMatchObject({ missingCount: untranslatedCount - 1, outdatedCount: 0 });
  await translate('PRODUCT', id);
  const after = await tasks('PRODUCT', missing);
  expect(after.totalCount).toBe(19);
  expect(after.nodes.map(({ ownerId }) => ownerId)).not.toContain(id);
});

it('what says something else than when it was translated is listed until somebody says that it fits', async () => {
  const change = (name: string) =>
    products.sql.$executeRawUnsafe('UPDATE products SET name = $2 WHERE id = $1::uuid', id, name);
  const { texts } = await textsOf('PRODUCT', id);
  const [{ source, text } = { source: '', text: '' }] = texts;
  expect(await tasks('PRODUCT', outdated)).toMatchObject({ nodes: [], totalCount: 0 });
  await change('Quondam Mug');
  await change('Yclept Mug');
  expect((await tasks('PRODUCT', outdated)).nodes).toEqual([
    { ownerId: id, name: 'Yclept Mug', missingCount: 0, outdatedCount: 1 },
  ]);
  const now = await textsOf('PRODUCT', id);
  expect(now.outdatedCount).toBe(1);
  expect(now.texts[0]).toMatchObject({ source: 'Yclept Mug', text, translatedFrom: source });
  await change(source);
  expect((await tasks('PRODUCT', outdated)).totalCount).toBe(0);
  await change('Yclept Mug');
  await translate('PRODUCT', id, [{ field: 'NAME', text }]);
  expect((await textsOf('PRODUCT', id)).texts[0]).toMatchObject({ text, translatedFrom: null });
  expect((await tasks('PRODUCT', outdated)).totalCount).toBe(0);
  await change('Another Mug');
  await translate('PRODUCT', id, [{ field: 'NAME', text: 'Ein anderer Becher' }]);
  expect((await tasks('PRODUCT', outdated)).totalCount).toBe(0);
});

it('what is cleared and filled again is listed only while it says something', async () => {
  const change = (description: string) =>
    products.sql.$executeRawUnsafe(
      'UPDATE products SET description = $2 WHERE id = $1::uuid',
      id,
      description,
    );
  await translate('PRODUCT', id);
  const from = (await textsOf('PRODUCT', id)).texts.find(({ field }) => field === 'DESCRIPTION')?.source;
  await change('');
  expect((await tasks('PRODUCT', outdated)).nodes).toEqual([]);
  expect((await textsOf('PRODUCT', id)).outdatedCount).toBe(0);
  await change('Something else altogether.');
  expect((await tasks('PRODUCT', outdated)).nodes).toMatchObject([{ ownerId: id, outdatedCount: 1 }]);
  expect((await tasks('PRODUCT')).nodes.find(({ ownerId }) => ownerId === id)).toMatchObject({
    outdatedCount: 1,
  });
  const text = (await textsOf('PRODUCT', id)).texts.find(({ field }) => field === 'DESCRIPTION');
  expect(text?.translatedFrom).toBe(from);
  await change(from ?? '');
  expect((await tasks('PRODUCT', outdated)).totalCount).toBe(0);
});

it('each is listed and counted once, whichever way it is to be translated', async () => {
  const both = await tasks('PRODUCT', missing);
  const owner = both.nodes[0]?.ownerId ?? '';
  const [first] = (await textsOf('PRODUCT', owner)).texts;
  await translate('PRODUCT', owner, [{ field: first?.field, of: first?.of, text: 'Etwas' }]);
  await products.sql.$executeRawUnsafe(
    `UPDATE products SET name = 'Something New' WHERE id = $1::uuid`,
    owner,
  );
  const all = await tasks('PRODUCT', ', first: 100');
  expect(all.nodes.filter(({ ownerId }) => ownerId === owner)).toMatchObject([{ outdatedCount: 1 }]);
  expect(all.totalCount).toBe(all.nodes.length);
});

it.each([
  ['CATEGORY', 'categories'],
  ['COLLECTION', 'collections'],
  ['PRODUCT_TYPE', 'product_types'],
])('the same holds for each %s', async (type, table) => {
  const all = await tasks(type);
  expect(all.totalCount).toBeGreaterThan(0);
  const owner = all.nodes[0]?.ownerId ?? '';
  await translate(type, owner);
  expect((await tasks(type)).totalCount).toBe(all.totalCount - 1);
  await products.sql.$executeRawUnsafe(
    `UPDATE ${table} SET name = 'Something Else' WHERE id = $1::uuid`,
    owner,
  );
  expect((await tasks(type, outdated)).nodes).toEqual([
    { ownerId: owner, name: 'Something Else', missingCount: 0, outdatedCount: 1 },
  ]);
  await translate(type, owner);
  expect((await tasks(type, outdated)).totalCount).toBe(0);
});

it('a choice of an attribute that is called something else is of its product type', async () => {
  const [type] = await products.sql.$queryRawUnsafe<{ typeId: string; id: string }[]>(
    `SELECT product_type_id AS "typeId", id FROM attribute_definitions WHERE kind = 'CHOICE' LIMIT 1`,
  );
  const { typeId = '', id: definitionId = '' } = type ?? {};
  await translate('PRODUCT_TYPE', typeId);
  await products.sql.$executeRawUnsafe(
    `UPDATE attribute_definitions SET choices = jsonb_set(choices, '{0,name}', '"Quondam"') WHERE id = $1::uuid`,
    definitionId,
  );
  expect((await tasks('PRODUCT_TYPE', outdated)).nodes).toMatchObject([
    { ownerId: typeId, outdatedCount: 1 },
  ]);
  const choice = (await textsOf('PRODUCT_TYPE', typeId)).texts.find((text) => text.source === 'Quondam');
  expect(choice).toMatchObject({ field: 'ATTRIBUTE_CHOICE' });
  expect(choice?.translatedFrom).not.toBeNull();
  await translate('PRODUCT_TYPE', typeId, [
    { field: 'ATTRIBUTE_CHOICE', of: choice?.of, text: choice?.text },
  ]);
  expect((await tasks('PRODUCT_TYPE', outdated)).totalCount).toBe(0);
});

it.each(['PRODUCT', 'CATEGORY', 'PRODUCT_TYPE'])(
  '%s: each is on one page, in order, both ways',
  async (type) => {
    const all = (await tasks(type, ', first: 100')).nodes.map(({ ownerId }) => ownerId);
    expect(all).toEqual(all.toSorted());
    const seen: string[] = [];
    for (let place = 'null', hasMore = true; hasMore;) {
      const page = await tasks(type, `, first: 7, after: ${place}`);
      seen.push(...page.nodes.map(({ ownerId }) => ownerId));
      hasMore = page.pageInfo.hasNextPage;
      place = JSON.stringify(page.pageInfo.endCursor);
    }
    expect(seen).toEqual(all);
    const last = (await tasks(type, ', last: 3')).nodes.map(({ ownerId }) => ownerId);
    expect(last).toEqual(all.slice(-3));
  },
);

it.each(['en', 'fr', ''])('refuses "%s", into which nothing is translated', async (language) => {
  const query = `{ catalogueTranslationTasks(ownerType: PRODUCT, language: "${language}") { totalCount } }`;
  const { errors } = await products.graphql(staff, query);
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const { errors: refused } = await products.graphql(null, query.replace(`"${language}"`, '"de"'));
  expect(refused?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
