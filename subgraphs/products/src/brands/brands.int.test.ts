import { temporaryDirectory, walkBothWays, bothWays, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addBrand, changeBrand, type SeenBrand } from '../../test/brands.ts';
import { mutate } from '../../test/mutate.ts';
import { plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';
import { upload, uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('brands')).path };
  products = stack.use(await startTestProducts({ products: 60, env }));
});
afterAll(() => stack.disposeAsync());

const change = (name: string, input: object) => changeBrand(products, name, input);
const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const ask = async <Data>(query: string, variables: object = {}, language?: string) => {
  const headers = language === undefined ? {} : { 'accept-language': language };
  const { data, errors } = await products.graphql<Data>(null, query, variables, headers);
  expect(errors).toBeUndefined();
  return data;
};
const seen = async (slug: string) =>
  (
    await ask<{ brand: (SeenBrand & Record<string, unknown>) | null }>(
      'query ($slug: String!) { brand(slug: $slug) { id slug name description website } }',
      { slug },
    )
  ).brand;

describe('a brand', () => {
  it('is made, read, changed and taken away', async () => {
    const made = await change('brandCreate', {
      name: 'Ofen & Söhne',
      description: 'Since 1902.',
      website: 'https://ofen.example',
      reason: 'A new maker.',
    });
    expect(made).toMatchObject({
      brand: {
        slug: 'ofen-sohne',
        version: 1,
        website: 'https://ofen.example',
        seo: { title: 'Ofen & Söhne', description: 'Since 1902.' },
        logo: null,
      },
    });
    const { id } = made['brand'] as SeenBrand;
    expect(
      await change('brandUpdate', { id, version: 1, slug: 'ofen', website: '', seo: { title: 'Stoves' } }),
    ).toMatchObject({ brand: { slug: 'ofen', version: 2, website: null, seo: { title: 'Stoves' } } });
    expect(await seen('ofen')).toMatchObject({ id, website: null });
    const redirect = `{ urlRedirect(kind: BRAND, from: "ofen-sohne") { brand { slug } } }`;
    expect(await ask(redirect)).toEqual({ urlRedirect: { brand: { slug: 'ofen' } } });
    expect(await change('brandUpdate', { id, version: 1, name: 'Late' })).toMatchObject({
      __typename: 'BrandChangedError',
      brand: { version: 2 },
    });
    expect(await change('brandUpdate', { id, version: 2, slug: 'ofen' })).toMatchObject({
      brand: { version: 2 },
    });
    expect(await change('brandDelete', { id, version: 1 })).toMatchObject({
      __typename: 'BrandChangedError',
    });
    expect(await change('brandDelete', { id, version: 2 })).toMatchObject({ brandId: id });
    expect(await seen('ofen')).toBeNull();
    expect(await ask(redirect)).toEqual({ urlRedirect: null });
    const entries = await rows<{ operation: string }>(
      'SELECT operation FROM audit.entries WHERE target = $1 ORDER BY position',
      id,
    );
    expect(entries.map(({ operation }) => operation)).toEqual(['brandCreate', 'brandUpdate', 'brandDelete']);
  });

  it('has a name and a slug of its own, whatever the case and whoever is quicker', async () => {
    const one = await addBrand(products, { name: 'Twice' });
    expect(await change('brandCreate', { name: ' tWICE ' })).toMatchObject({
      __typename: 'BrandNameTakenError',
      name: 'Twice',
    });
    const two = await addBrand(products, { name: 'Twice!' });
    expect(two.slug).toBe('twice-2');
    const taken = { __typename: 'SlugTakenError', slug: one.slug };
    expect(await change('brandCreate', { name: 'Thrice', slug: one.slug })).toMatchObject(taken);
    expect(await change('brandUpdate', { id: two.id, version: 1, slug: one.slug })).toMatchObject(taken);
    expect(await change('brandUpdate', { id: two.id, version: 1, name: 'TWICE' })).toMatchObject({
      __typename: 'BrandNameTakenError',
      name: 'Twice',
    });
    const both = await Promise.all([
      change('brandCreate', { name: 'At once' }),
      change('brandCreate', { name: 'at ONCE' }),
    ]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual([
      'BrandCreateSuccess',
      'BrandNameTakenError',
    ]);
    const raced = await Promise.all(
      ['First', 'Second'].map((name) => change('brandUpdate', { id: one.id, version: 1, name })),
    );
    expect(raced.map(({ __typename }) => __typename).toSorted()).toEqual([
      'BrandChangedError',
      'BrandUpdateSuccess',
    ]);
  });

  it('is seen by shoppers while it is shown, whichever way they look', async () => {
    const { id, slug, version } = await addBrand(products, { name: 'Hidden', isShown: false });
    const product = (
      await rows<{ id: string }>(`UPDATE products SET brand = 'hidden' WHERE id =
      (SELECT id FROM products ORDER BY id LIMIT 1) RETURNING id`)
    )[0]?.id;
    const looks = `query ($id: ID!, $slug: String!, $product: ID!) {
      one: brand(slug: $slug) { id } other: brand(id: $id) { id } brands(first: 100) { nodes { id } }
      product(id: $product) { brandDetails { id } }
      productSearch(input: { query: "" }) { facets { values { brand { id } } } }
      _entities(representations: [{ __typename: "Brand", id: $id }]) { ... on Brand { id } } }`;
    const look = () => ask<Record<string, unknown>>(looks, { id, slug, product });
    expect(JSON.stringify(await look())).not.toContain(id);
    const preview = await products.graphql<{ brandPreview: { isShown: boolean } }>(
      uploader,
      'query ($id: ID!) { brandPreview(id: $id) { isShown } brandPreviews { totalCount } }',
      { id },
    );
    expect(preview.data.brandPreview).toEqual({ isShown: false });
    expect(await ask('query ($id: ID!) { product(id: $id) { brand } }', { id: product })).toEqual({
      product: { brand: 'Hidden' },
    });
    await change('brandUpdate', { id, version, isShown: true });
    expect(Object.values(await look()).filter((place) => JSON.stringify(place).includes(id))).toHaveLength(6);
  });

  it('that was made from a name is seen while shoppers see a product of it, or once staff say so', async () => {
    const [product] = await rows<{ id: string }>(
      `UPDATE products SET brand = 'Sotto voce', status = 'DRAFT' WHERE id = (SELECT id FROM products ORDER BY id DESC LIMIT 1) RETURNING id`,
    );
    const [{ id } = { id: '' }] = await rows<{ id: string }>(
      `SELECT id FROM brands WHERE name = 'Sotto voce'`,
    );
    const looks = `query ($id: ID!) { one: brand(slug: "sotto-voce") { id } other: brand(id: $id) { id }
      brands(filters: { nameStartsWith: "sotto" }) { nodes { id } totalCount }
      _entities(representations: [{ __typename: "Brand", id: $id }]) { ... on Brand { id } } }`;
    const look = () => ask<Record<string, unknown>>(looks, { id });
    const nothing = { one: null, other: null, brands: { nodes: [], totalCount: 0 }, _entities: [null] };
    const found = {
      one: { id },
      other: { id },
      brands: { nodes: [{ id }], totalCount: 1 },
      _entities: [{ id }],
    };
    const publish = (status: string) =>
      rows('UPDATE products SET status = $1 WHERE id = $2::uuid', status, product?.id);
    expect(await look()).toEqual(nothing);
    await publish('PUBLISHED');
    expect(await look()).toEqual(found);
    expect(
      await ask('query ($id: ID!) { product(id: $id) { brandDetails { id } } }', { id: product?.id }),
    ).toEqual({ product: { brandDetails: { id } } });
    await publish('DRAFT');
    expect(await look()).toEqual(nothing);
    await change('brandUpdate', { id, version: 1, description: 'Of whispers.' });
    expect(await look()).toEqual(nothing);
    expect(await change('brandUpdate', { id, version: 2, isShown: true })).toMatchObject({
      brand: { version: 3 },
    });
    expect(await look()).toEqual(found);
  });

  it('of a name without Latin letters gets a slug at once, however many there are', async () => {
    await rows(`SELECT hold_brand(repeat(chr(19968 + n), 3)) FROM generate_series(1, 300) AS n`);
    const all = await rows<{ slug: string }>(`SELECT slug FROM brands WHERE slug LIKE 'brand%'`);
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(all.filter(({ slug }) => !/^brand(-2|-[0-9a-f]{8})?$/.test(slug))).toEqual([]);
  });

  it('has a logo that was uploaded, which others may not take away', async () => {
    const { file } = await upload(products, await plainPng('#204060'), { mediaType: 'image/png' });
    const { id } = await addBrand(products, { name: 'Drawn', logoMediaId: file?.id });
    const logo = async () => {
      const { brand } = await ask<{
        brand: { logo: { url: string; altText: string; placeholder: string } | null };
      }>('query ($id: ID!) { brand(id: $id) { logo { url(width: 32) altText placeholder } } }', { id });
      return brand.logo;
    };
    const shown = await logo();
    expect(shown).toMatchObject({
      altText: 'Drawn',
      placeholder: expect.stringContaining('data:') as string,
    });
    const { pathname } = new URL(shown?.url ?? '');
    expect((await fetch(new URL(pathname, products.url))).status).toBe(200);
    await expect(rows('DELETE FROM media_files WHERE id = $1::uuid', file?.id)).rejects.toThrow();
    for (const logoMediaId of ['none', uuidv7()])
      expect(await change('brandUpdate', { id, version: 1, logoMediaId })).toMatchObject({
        fields: [{ path: ['logoMediaId'], code: 'INVALID_VALUE' }],
      });
    expect(await change('brandUpdate', { id, version: 1, logoMediaId: file?.id })).toMatchObject({
      brand: { version: 1 },
    });
    expect(await change('brandUpdate', { id, version: 1, logoMediaId: '' })).toMatchObject({
      brand: { version: 2, logo: null },
    });
    expect(await logo()).toBeNull();
  });

  it('is not there, or is not theirs to change', async () => {
    for (const id of ['mugs', uuidv7()]) {
      expect(await change('brandUpdate', { id, version: 1, name: 'No' })).toMatchObject({ brandId: id });
      expect(await change('brandDelete', { id, version: 1 })).toMatchObject({ brandId: id });
    }
    expect(await seen('no-such-brand')).toBeNull();
    const { errors } = await products.graphql(null, '{ brand { id } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'slug' });
    expect(await changeBrand(products, 'brandCreate', { name: 'Mine' }, null)).toEqual({
      code: 'UNAUTHENTICATED',
    });
    expect(
      await changeBrand(products, 'brandCreate', { name: 'Mine' }, { ...uploader, role: 'CUSTOMER' }),
    ).toEqual({
      code: 'FORBIDDEN',
    });
  });

  it('has metafields, and its description in other languages, but no other name', async () => {
    const { id } = await addBrand(products, { name: 'Sprachen', description: 'Of words.' });
    const said = await mutate(products, uploader, {
      name: 'catalogueTranslationsUpdate',
      input: {
        ownerType: 'BRAND',
        ownerId: id,
        version: 1,
        language: 'de',
        texts: [{ field: 'DESCRIPTION', text: 'Aus Worten.' }],
      },
      selection: '... on CatalogueTranslationsUpdateSuccess { translations { version texts { field } } }',
    });
    expect(said).toMatchObject({ translations: { version: 2, texts: [{ field: 'DESCRIPTION' }] } });
    const page = 'query ($id: ID!) { brand(id: $id) { name description seo { description } } }';
    expect(await ask(page, { id }, 'de')).toEqual({
      brand: { name: 'Sprachen', description: 'Aus Worten.', seo: { description: 'Aus Worten.' } },
    });
    const kept = { namespace: 'story', key: 'founded', type: 'INTEGER', value: '1902' };
    await mutate(products, uploader, {
      name: 'catalogueMetafieldsSet',
      input: { ownerType: 'BRAND', ownerId: id, metafields: [{ ...kept, visibility: 'PUBLIC' }] },
      selection: '... on CatalogueMetafieldsSetSuccess { ownerId }',
    });
    expect(
      await ask(
        'query ($id: ID!) { brand(id: $id) { metafield(namespace: "story", key: "founded") { value } } }',
        { id },
      ),
    ).toEqual({ brand: { metafield: { value: '1902' } } });
  });
});

it.each([
  ['NAME_ASC', 'name_key, id'],
  ['NEWEST', 'created_at DESC, id DESC'],
])('are listed by %s, both ways', async (sort, order) => {
  const expected = await rows<{ name: string }>(`SELECT name FROM brands b WHERE is_shown AND
    (NOT awaits_product OR EXISTS (SELECT FROM products WHERE brand = b.name AND status = 'PUBLISHED')) ORDER BY ${order}`);
  const query = `query (${bothWays.variables}) { brands(sort: ${sort}, ${bothWays.pageArguments}) {
    nodes { name } ${bothWays.pageInfo} } }`;
  const walked = await walkBothWays(async (page) => {
    const { brands } = await ask<{ brands: SeenPageBothWays<{ name: string }> }>(query, { ...page });
    return brands;
  }, 7);
  expect(walked).toEqual(expected);
});

it('are found by what their names begin with', async () => {
  expect(await ask('{ brands(filters: { nameStartsWith: " pUdd" }) { nodes { name } totalCount } }')).toEqual(
    {
      brands: { nodes: [{ name: 'Puddle & Pip' }], totalCount: 1 },
    },
  );
});

it('come with the products of a file, whatever the case, each once', async () => {
  const [leaf] = await rows<{ id: string }>(
    'SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) ORDER BY slug LIMIT 1',
  );
  const lineOf = (vendor: string, index: number) =>
    `file-${index},From a file,${vendor},SKU-FILE-${index},9.90`;
  const send = (...vendors: string[]) =>
    importFile(
      products,
      ['Handle,Title,Vendor,Variant SKU,Variant Price', ...vendors.map(lineOf)].join('\n'),
      {
        categoryId: leaf?.id,
      },
    );
  const known = await addBrand(products, { name: 'Known maker' });
  expect(await send('KNOWN MAKER', 'Fresh', 'fresh', 'FRESH')).toMatchObject({ created: 4, failed: 0 });
  const brands = `SELECT p.brand, count(*)::int FROM products p JOIN brands b ON b.name = p.brand
    WHERE p.slug LIKE 'file-_' GROUP BY p.brand ORDER BY 1`;
  const [fresh, ...others] = await rows<{ brand: string; count: number }>(brands);
  expect(fresh?.brand.toLowerCase()).toBe('fresh');
  expect([fresh?.count, others]).toEqual([3, [{ brand: known.name, count: 1 }]]);
  const made = `SELECT FROM audit.entries e JOIN brands b ON b.id::text = e.target
    WHERE e.operation = 'brandCreate' AND b.slug = 'fresh'`;
  expect(await rows(made)).toHaveLength(1);
  expect(await send('Known Maker', 'fResh', 'fresh', 'Fresh')).toMatchObject({ unchanged: 4 });
});
