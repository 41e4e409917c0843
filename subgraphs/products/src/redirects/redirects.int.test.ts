import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory, changeCategory } from '../../test/category-tree.ts';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { addProduct } from '../../test/add-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const selection = '... on InvalidInputError { fields { path code } }';
const create = (from: string, to: string, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'urlRedirectCreate',
    input: { from, to, reason: 'It moved.' },
    selection: `... on UrlRedirectCreateSuccess { urlRedirect { id from path } } ... on UrlRedirectLoopError { paths } ${selection}`,
  });
const end = (id: string) =>
  mutate(products, staff, {
    name: 'urlRedirectDelete',
    input: { id },
    selection: `... on UrlRedirectDeleteSuccess { urlRedirectId } ... on UrlRedirectNotFoundError { urlRedirectId } ${selection}`,
  });
const ask = async <Data>(query: string, variables: object = {}, viewer: TestViewer | null = null) => {
  const { data, errors } = await products.graphql<Data>(viewer, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const lead = async (kind: string, from: string) =>
  (
    await ask<{ urlRedirect: object | null }>(
      `query ($kind: UrlRedirectKind!, $from: String!) { urlRedirect(kind: $kind, from: $from) {
        product { id slug } category { id slug } collection { id slug } path } }`,
      { kind, from },
    )
  ).urlRedirect;
const rename = (id: string, slug: string) =>
  products.sql.$executeRawUnsafe('UPDATE products SET slug = $1 WHERE id = $2::uuid', slug, id);

describe('an old slug', () => {
  it('of a product leads to it, however often it is renamed', async () => {
    const id = await addProduct(products, { name: 'Renamed' });
    await rename(id, 'second-name');
    await rename(id, 'third-name');
    for (const from of [id, 'second-name'])
      expect(await lead('PRODUCT', from)).toMatchObject({ product: { id, slug: 'third-name' }, path: null });
    expect(await ask('{ product(slug: "second-name") { id } }')).toEqual({ product: null });
    expect(await lead('PRODUCT', 'third-name')).toBeNull();
    expect(await lead('CATEGORY', 'second-name')).toBeNull();
  });

  it('that is taken anew is that of a page again', async () => {
    const [one, two] = [
      await addProduct(products, { name: 'One' }),
      await addProduct(products, { name: 'Two' }),
    ];
    await rename(one, 'given-up');
    await rename(one, 'moved-on');
    expect(await lead('PRODUCT', 'given-up')).toMatchObject({ product: { id: one } });
    await rename(two, 'given-up');
    expect(await lead('PRODUCT', 'given-up')).toBeNull();
    await rename(two, 'elsewhere');
    expect(await lead('PRODUCT', 'given-up')).toMatchObject({ product: { id: two } });
    await rename(two, 'given-up');
    expect(await lead('PRODUCT', 'given-up')).toBeNull();
    expect(await lead('PRODUCT', 'elsewhere')).toMatchObject({ product: { slug: 'given-up' } });
    await products.sql.$executeRawUnsafe(
      `INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at)
       SELECT gen_random_uuid(), 'elsewhere', name, '', '', category_id, '{}', '[]', '{}', '', now() FROM products LIMIT 1`,
    );
    expect(await lead('PRODUCT', 'elsewhere')).toBeNull();
  });

  it('is another page’s once that is shown, and leads to none that was never shown', async () => {
    const [one, draft] = [
      await addProduct(products, { name: 'Known' }),
      await addProduct(products, { name: 'Drafted' }),
    ];
    const become = (status: string) =>
      products.sql.$executeRawUnsafe('UPDATE products SET status = $1 WHERE id = $2::uuid', status, draft);
    await become('DRAFT');
    await products.sql.$executeRawUnsafe('DELETE FROM url_redirects WHERE target_id = $1::uuid', draft);
    await products.sql.$executeRawUnsafe(
      'UPDATE products SET published_at = NULL WHERE id = $1::uuid',
      draft,
    );
    await rename(one, 'well-known');
    await rename(one, 'better-known');
    await rename(draft, 'well-known');
    expect(await lead('PRODUCT', 'well-known')).toMatchObject({ product: { id: one } });
    await rename(draft, 'not-yet-known');
    expect(await lead('PRODUCT', 'well-known')).toMatchObject({ product: { id: one } });
    await rename(draft, 'well-known');
    await become('PUBLISHED');
    expect(await lead('PRODUCT', 'well-known')).toBeNull();
    expect(await lead('PRODUCT', 'not-yet-known')).toBeNull();
    await become('ARCHIVED');
    await rename(draft, 'known-once');
    await become('PUBLISHED');
    expect(await lead('PRODUCT', 'well-known')).toMatchObject({ product: { id: draft } });
  });

  it('of a collection is another’s once that is shown', async () => {
    const { id, slug } = await addCollection(products, { name: 'Spring' });
    await changeCollection(products, 'collectionUpdate', { id, version: 1, slug: 'first-flowers' });
    const hidden = await addCollection(products, { name: 'Spring', slug, isShown: false });
    expect(await lead('COLLECTION', slug)).toMatchObject({ collection: { id } });
    await changeCollection(products, 'collectionUpdate', { id: hidden.id, version: 1, isShown: true });
    expect(await lead('COLLECTION', slug)).toBeNull();
  });

  it('leads nowhere while shoppers do not see what had it', async () => {
    const id = await addProduct(products, { name: 'Withdrawn' });
    await rename(id, 'withdrawn');
    const become = (status: string) =>
      products.sql.$executeRawUnsafe('UPDATE products SET status = $1 WHERE id = $2::uuid', status, id);
    await become('ARCHIVED');
    expect(await lead('PRODUCT', id)).toBeNull();
    await become('PUBLISHED');
    expect(await lead('PRODUCT', id)).toMatchObject({ product: { id } });
  });

  it('of a category leads to it, and with it is gone', async () => {
    const { id, slug } = await addCategory(products, 'Lamps');
    await changeCategory(products, 'Update', { id, version: 1, slug: 'lights' });
    expect(await lead('CATEGORY', slug)).toMatchObject({ category: { id, slug: 'lights' } });
    await changeCategory(products, 'Delete', { id, version: 2 });
    expect(await lead('CATEGORY', slug)).toBeNull();
  });

  it('of a collection leads to it while it is shown', async () => {
    const { id, slug } = await addCollection(products, { name: 'Winter' });
    await changeCollection(products, 'collectionUpdate', { id, version: 1, slug: 'cold-days' });
    expect(await lead('COLLECTION', slug)).toMatchObject({ collection: { id, slug: 'cold-days' } });
    await changeCollection(products, 'collectionUpdate', { id, version: 2, isShown: false });
    expect(await lead('COLLECTION', slug)).toBeNull();
  });
});

describe('a path', () => {
  it('leads to where staff say, and over others to the end', async () => {
    const made = await create('/sale/', '/collections/summer');
    const { id } = made['urlRedirect'] as { id: string };
    for (const from of ['/sale', '/sale/'])
      expect(await lead('PATH', from)).toMatchObject({ path: '/collections/summer' });
    await create('/collections/summer', '/collections/all');
    expect(await lead('PATH', '/sale')).toMatchObject({ path: '/collections/all' });
    expect(await create('/sale', '/')).toMatchObject({ urlRedirect: { id, path: '/' } });
    expect(await lead('PATH', '/sale')).toMatchObject({ path: '/' });
    expect(await end(id)).toMatchObject({ urlRedirectId: id });
    expect(await lead('PATH', '/sale')).toBeNull();
    expect(await end(id)).toMatchObject({ __typename: 'UrlRedirectNotFoundError' });
  });

  it('never leads back to itself, nor on and on', async () => {
    await create('/a', '/b');
    await create('/b', '/c');
    expect(await create('/c', '/a')).toMatchObject({ paths: ['/a', '/b', '/c'] });
    expect(await create('/d', '/d')).toMatchObject({ paths: ['/d'] });
    const both = await Promise.all([create('/x', '/y'), create('/y', '/x')]);
    expect(both.map((one) => one['__typename']).toSorted()).toEqual([
      'UrlRedirectCreateSuccess',
      'UrlRedirectLoopError',
    ]);
    for (let hop = 10; hop > 0; hop -= 1) await create(`/hop-${hop - 1}`, `/hop-${hop}`);
    expect(await create('/before', '/hop-0')).toMatchObject({ __typename: 'UrlRedirectLoopError' });
    expect(await create('/hop-10', '/behind')).toMatchObject({ __typename: 'UrlRedirectLoopError' });
    expect(await create('/hop-4', '/behind')).toMatchObject({ __typename: 'UrlRedirectCreateSuccess' });
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/%0d%0aset-cookie:a',
    '/a//b',
    '/a?b=c',
    '/a#b',
    '/a/../b',
    'javascript:alert(1)',
  ])('to %s is refused', async (to) => {
    expect(await create('/fine', to)).toMatchObject({ fields: [{ path: ['to'], code: 'INVALID_FORMAT' }] });
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
  ] as const)('is given by nobody like %j', async (viewer, code) => {
    expect(await create('/mine', '/', viewer)).toEqual({ code });
  });
});

it('staff find all redirects, and what was done is in the trail', async () => {
  const made = await create('/listed', '/there');
  const { id } = made['urlRedirect'] as { id: string };
  const { urlRedirects } = await ask<{ urlRedirects: { nodes: object[]; totalCount: number } }>(
    '{ urlRedirects(first: 1) { nodes { id kind from path } totalCount } }',
    {},
    staff,
  );
  expect(urlRedirects.nodes).toEqual([{ id, kind: 'PATH', from: '/listed', path: '/there' }]);
  expect(urlRedirects.totalCount).toBeGreaterThan(5);
  await end(id);
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT operation, reason, before, after FROM audit.entries WHERE target = $1 ORDER BY position',
    id,
  );
  expect(entries).toMatchObject([
    {
      operation: 'urlRedirectCreate',
      reason: 'It moved.',
      before: null,
      after: { from: '/listed', to: '/there' },
    },
    { operation: 'urlRedirectDelete', before: { kind: 'PATH', from: '/listed' }, after: null },
  ]);
});
