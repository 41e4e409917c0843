import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { addCategory, changeCategory } from '../../test/category-tree.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60, env: { NAME_SWEEP_SECONDS: '0.05' } });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
type OwnerType = 'CATEGORY' | 'PRODUCT_TYPE';

async function versionOf(ownerType: OwnerType, ownerId: string): Promise<number> {
  const { data } = await products.graphql<{ catalogueTranslations: { version: number } }>(
    staff,
    'query ($type: TranslatedType!, $id: ID!) { catalogueTranslations(ownerType: $type, ownerId: $id, language: "de") { version } }',
    { type: ownerType, id: ownerId },
  );
  return data.catalogueTranslations.version;
}

async function translate(ownerType: OwnerType, ownerId: string, texts: readonly object[]): Promise<void> {
  const input = { ownerType, ownerId, language: 'de', version: await versionOf(ownerType, ownerId), texts };
  const { __typename } = await mutate(products, staff, {
    name: 'catalogueTranslationsUpdate',
    input,
    selection: '',
  });
  expect(__typename).toBe('CatalogueTranslationsUpdateSuccess');
}

async function found(query: string, language = 'de'): Promise<string[]> {
  const { data, errors } = await products.graphql<{
    productSearch: { products: { nodes: { id: string }[] } };
  }>(
    null,
    'query ($query: String) { productSearch(input: { query: $query, spelling: AS_TYPED, first: 100 }) { products { nodes { id } } } }',
    { query },
    { 'accept-language': language },
  );
  expect(errors).toBeUndefined();
  return data.productSearch.products.nodes.map(({ id }) => id);
}

const eventually = (query: string, language?: string) =>
  expect.poll(() => found(query, language), { timeout: 25_000 });

const put = (productId: string, categoryId: string) =>
  products.sql.$executeRawUnsafe(
    'UPDATE products SET category_id = $2::uuid WHERE id = $1::uuid',
    productId,
    categoryId,
  );

describe('products are found by what their categories are called in the language of the request', () => {
  it('those that were there, those that come later, those that move, and those below', async () => {
    const above = await addCategory(products, 'Quondam Things');
    const below = await addCategory(products, 'Quondam Vessels', above.id);
    const other = await addCategory(products, 'Yclept Vessels');
    const there = await addProduct(products, { name: 'One' });
    await put(there, below.id);
    await translate('CATEGORY', below.id, [{ field: 'NAME', text: 'Zwirbelgefäße' }]);
    await eventually('Zwirbelgefäß').toEqual([there]);
    expect(await found('Zwirbelgefäß', 'en')).toEqual([]);
    const later = await addProduct(products, { name: 'Two' });
    await put(later, below.id);
    expect((await found('zwirbelgefäße')).toSorted()).toEqual([there, later].toSorted());
    await translate('CATEGORY', above.id, [{ field: 'NAME', text: 'Einstiges' }]);
    await eventually('einstiges zwirbelgefäß').toHaveLength(2);
    await put(later, other.id);
    expect(await found('zwirbelgefäß')).toEqual([there]);
    await translate('CATEGORY', below.id, [{ field: 'NAME', text: null }]);
    await eventually('zwirbelgefäß').toEqual([]);
    expect(await found('einstiges')).toEqual([there]);
    const { version } = below;
    await changeCategory(products, 'Move', { id: below.id, version: version + 2, parentId: null });
    await eventually('einstiges').toEqual([]);
  });

  it('however many they are, and none is left when some were looked at already', async () => {
    const { id } = await addCategory(products, 'Many Things');
    await products.sql.$executeRawUnsafe(
      `INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at)
       SELECT gen_random_uuid(), gen_random_uuid()::text, 'Thing ' || n, '', '', $1::uuid, '{}', '[]', '{}', '', now() FROM generate_series(1, 520) AS n`,
      id,
    );
    await translate('CATEGORY', id, [{ field: 'NAME', text: 'Dingsbums' }]);
    const known = () =>
      products.sql.$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM products WHERE category_id = $1::uuid AND kin_texts = '{"de": "Dingsbums"}'`,
        id,
      );
    await expect.poll(known, { timeout: 25_000 }).toEqual([{ count: 520 }]);
    await expect
      .poll(() => products.sql.$queryRawUnsafe('SELECT FROM kin_text_changes'), { timeout: 25_000 })
      .toEqual([]);
    const { __typename } = await changeCategory(products, 'Update', { id, version: 2, name: 'Very Many' });
    expect(__typename).toBe('CategoryUpdateSuccess');
    const named = () =>
      products.sql.$queryRawUnsafe<{ keywords: string; count: number }[]>(
        'SELECT keywords, count(*)::int AS count FROM products WHERE category_id = $1::uuid GROUP BY keywords',
        id,
      );
    await expect.poll(named, { timeout: 25_000 }).toEqual([{ keywords: 'Very Many', count: 520 }]);
  });
});

it('products are found by what the choices of their attributes are called, once these are searchable', async () => {
  const [type] = await products.sql.$queryRawUnsafe<
    { typeId: string; key: string; value: string; productId: string }[]
  >(
    `SELECT d.product_type_id AS "typeId", d.key, v.value -> 'choices' ->> 0 AS value, v.product_id AS "productId"
     FROM attribute_values v JOIN attribute_definitions d ON d.id = v.definition_id
     WHERE d.kind = 'CHOICE' AND d.searchable LIMIT 1`,
  );
  if (type === undefined) throw new Error('The sample shop has no choices');
  const { typeId, key, value, productId } = type;
  const choice = { field: 'ATTRIBUTE_CHOICE', of: [key, value] };
  await translate('PRODUCT_TYPE', typeId, [{ ...choice, text: 'Zwetschgenholz' }]);
  await eventually('zwetschgenholz').toContain(productId);
  expect(await found('zwetschgenholz', 'en')).toEqual([]);
  await products.sql.$executeRawUnsafe('DELETE FROM attribute_values WHERE product_id = $1::uuid', productId);
  expect(await found('zwetschgenholz')).not.toContain(productId);
});
