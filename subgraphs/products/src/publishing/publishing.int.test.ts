import { productChanged, variantChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import {
  bothWays,
  startTestNats,
  waitFor,
  walkBothWays,
  type SeenPageBothWays,
  type TestViewer,
} from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60, sweepSeconds: 0.2 }),
  );
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const selection = `... on ProductStatusUpdateSuccess { product { id publication { status publishAt publishedAt version } } }
  ... on ProductChangedError { version } ... on ProductNotFoundError { productId }
  ... on InvalidInputError { fields { path code } }`;

interface Preview {
  readonly slug: string;
  readonly name: string;
  readonly brand: string;
  readonly category: { readonly slug: string };
  readonly createdAt: string;
  readonly variants: readonly { readonly id: string; readonly sku: string }[];
  readonly publication: { readonly status: string; readonly version: number };
}

async function ask<Data>(query: string, variables: object = {}, viewer: TestViewer | null = null) {
  const { data, errors } = await products.graphql<Data>(viewer, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const preview = async (id: string): Promise<Preview> =>
  (
    await ask<{ productPreview: Preview }>(
      `query ($id: ID!) { productPreview(id: $id) {
        slug name brand category { slug } createdAt variants { id sku } priceRange { min { amount } } availableForSale
        publication { status version } } }`,
      { id },
      staff,
    )
  ).productPreview;

async function become(id: string, status: string, others: object = {}) {
  const { version } = (await preview(id)).publication;
  return mutate(products, staff, {
    name: 'productStatusUpdate',
    input: { id, version, status, ...others },
    selection,
  });
}

/** Everywhere that a shopper could meet a product: what each place has of it, by its name. */
async function seen(id: string): Promise<Record<string, boolean>> {
  const { slug, name, brand, category, variants } = await preview(id);
  const [variant] = variants;
  interface Found {
    readonly nodes: readonly { readonly id: string }[];
  }
  const has = (found: Found) => found.nodes.some((node) => node.id === id);
  const sorts = ['NEWEST', 'PRICE_ASC', 'PRICE_DESC', 'NAME', 'RATING', 'BEST_SELLING']
    .map(
      (sort) => `${sort}: products(first: 100, sort: ${sort}) { nodes { id } }
        of_${sort}: products(first: 100, category: $category, sort: ${sort}) { nodes { id } }`,
    )
    .join(' ');
  const data = await ask<Record<string, unknown>>(
    `query ($id: ID!, $slug: String!, $name: String!, $sku: String!, $brand: String!, $category: String!, $variant: ID!) {
      byId: product(id: $id) { id } bySlug: product(slug: $slug) { id }
      ${sorts}
      ids: products(ids: [$id]) { nodes { id } }
      inStock: products(first: 100, filters: { availableForSale: true }) { nodes { id } }
      soldOut: products(first: 100, filters: { availableForSale: false }) { nodes { id } }
      ofBrand: products(first: 100, filters: { brands: [$brand] }) { nodes { id } }
      text: productSearch(input: { query: $name, first: 100 }) { products { nodes { id } } }
      code: productSearch(input: { query: $sku, first: 100 }) { products { nodes { id } } }
      suggested: searchSuggest(query: $name, first: 10) { products { product { id } } }
      entities: _entities(representations: [{ __typename: "Product", id: $id }, { __typename: "ProductVariant", id: $variant }]) {
        ... on Product { id } ... on ProductVariant { id } }
    }`,
    { id, slug, name, brand, category: category.slug, sku: variant?.sku, variant: variant?.id },
  );
  const { byId, bySlug, suggested, entities, text, code, ...lists } = data;
  const searches = Object.entries({ text, code }).map(([name, search]): [string, Found] => [
    name,
    (search as { products: Found }).products,
  ]);
  return {
    byId: byId !== null,
    bySlug: bySlug !== null,
    suggested: (suggested as { products: { product: { id: string } }[] }).products.some(
      ({ product }) => product.id === id,
    ),
    entities: (entities as unknown[]).every((entity) => entity !== null),
    ...Object.fromEntries(
      [...Object.entries(lists), ...searches].map(([name, page]): [string, boolean] => [
        name,
        has(page as Found),
      ]),
    ),
  };
}

const inAnyList = [
  'of_NEWEST',
  'of_PRICE_ASC',
  'of_NAME',
  'of_BEST_SELLING',
  'NEWEST',
  'PRICE_ASC',
  'PRICE_DESC',
  'NAME',
  'RATING',
  'BEST_SELLING',
  'ids',
  'ofBrand',
  'text',
  'code',
];

/** What lists, facets and searches keep beside the products, in an order of its own. */
const kept = async () => {
  const tables = ['variant_offers', 'product_offers', 'product_price_ranges', 'search_words'];
  const rows = await Promise.all(
    tables.map((table) =>
      products.sql.$queryRawUnsafe<{ rows: string }[]>(
        `SELECT coalesce(string_agg(kept::text, E'\n' ORDER BY kept::text), '') AS rows FROM ${table} AS kept`,
      ),
    ),
  );
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]?.[0]?.rows]));
};

describe('a product that is not published', () => {
  it('is met nowhere by shoppers, comes back as it was, and each change is told', async () => {
    const id = sampleId('product', 3);
    const before = await kept();
    const shown = await seen(id);
    for (const place of ['byId', 'bySlug', 'suggested', 'entities', ...inAnyList])
      expect({ [place]: shown[place] }).toEqual({ [place]: true });

    expect(await become(id, 'ARCHIVED')).toMatchObject({
      product: { id, publication: { status: 'ARCHIVED', version: 2 } },
    });
    expect(Object.values(await seen(id)).some(Boolean)).toBe(false);
    const review = { productId: id, rating: 5, title: 'Solid', body: 'Good.' };
    const customer = { id: uuidv7(), role: 'CUSTOMER' } as const;
    expect(
      await mutate(products, customer, { name: 'reviewCreate', input: review, selection: '' }),
    ).toMatchObject({ __typename: 'ProductNotFoundError' });
    expect(await kept()).not.toEqual(before);
    const [variant] = (await preview(id)).variants;
    expect(await others.heard(variantChanged, variant?.id ?? '')).toMatchObject({ forSale: false });
    expect(await others.heard(productChanged, id)).toMatchObject({ productId: id });

    expect(await become(id, 'PUBLISHED')).toMatchObject({
      product: { publication: { status: 'PUBLISHED' } },
    });
    expect(await seen(id)).toEqual(shown);
    expect(await kept()).toEqual(before);
    await waitFor(() =>
      others.seen.find(
        ({ type, key, data }) =>
          type === variantChanged.type && key === variant?.id && (data as { forSale: boolean }).forSale,
      ),
    );
  });

  it('can be priced, stocked and described meanwhile, and is shown with all of that', async () => {
    const id = sampleId('product', 4);
    await become(id, 'DRAFT');
    const [variant] = (await preview(id)).variants;
    const price = { amount: '0.01', currencyCode: 'EUR' };
    const priced = await mutate(products, staff, {
      name: 'variantPriceUpdate',
      input: { variantId: variant?.id, price },
      selection: '... on VariantPriceUpdateSuccess { variant { price(currency: EUR) { amount } } }',
    });
    expect(priced).toMatchObject({ variant: { price: { amount: '0.01' } } });
    await products.sql.$executeRawUnsafe(`UPDATE products SET name = 'Zymurgical vat' WHERE id = $1`, id);
    const cheapest = '{ products(first: 1, sort: PRICE_ASC) { nodes { id } } }';
    const named = '{ productSearch(input: { query: "zymurgical" }) { products { nodes { id } } } }';
    expect(await ask(cheapest)).not.toMatchObject({ products: { nodes: [{ id }] } });
    expect(await ask(named)).toEqual({ productSearch: { products: { nodes: [] } } });
    await become(id, 'PUBLISHED');
    expect(await ask(cheapest, {}, null)).toEqual({ products: { nodes: [{ id }] } });
    expect(await ask(named)).toEqual({ productSearch: { products: { nodes: [{ id }] } } });
  });

  it('is new when it is published for the first time', async () => {
    const id = sampleId('product', 5);
    const { createdAt } = await preview(id);
    await become(id, 'ARCHIVED');
    await become(id, 'PUBLISHED');
    expect((await preview(id)).createdAt).toBe(createdAt);
    await become(id, 'DRAFT');
    await products.sql.$executeRawUnsafe('UPDATE products SET published_at = NULL WHERE id = $1', id);
    await become(id, 'PUBLISHED');
    expect(await ask('{ products(first: 1, sort: NEWEST) { nodes { id } } }')).toEqual({
      products: { nodes: [{ id }] },
    });
  });
});

it('changes nothing, and tells nobody, where a product is that already', async () => {
  const id = sampleId('product', 11);
  expect(await become(id, 'PUBLISHED')).toMatchObject({ product: { publication: { version: 1 } } });
  const told = `SELECT count(*)::int AS told FROM messaging.outbox WHERE type LIKE 'catalog.product-p%' AND key = $1`;
  expect(await products.sql.$queryRawUnsafe<object[]>(told, id)).toEqual([{ told: 0 }]);
});

describe('a scheduled product', () => {
  it('is published by itself when its time has come, and not before', async () => {
    const [soon, later] = [sampleId('product', 6), sampleId('product', 7)];
    const publishAt = new Date(Date.now() + 60 * 60 * 1000);
    for (const id of [soon, later])
      expect(await become(id, 'SCHEDULED', { publishAt })).toMatchObject({
        product: { publication: { status: 'SCHEDULED', publishAt: publishAt.toISOString() } },
      });
    expect((await seen(soon))['byId']).toBe(false);
    await products.sql.$executeRawUnsafe('UPDATE products SET publish_at = now() WHERE id = $1', soon);
    await waitFor(async () => ((await preview(soon)).publication.status === 'PUBLISHED' ? true : undefined));
    expect(await seen(soon)).toMatchObject({ byId: true, NEWEST: true, text: true });
    expect((await preview(later)).publication.status).toBe('SCHEDULED');
  });

  it('wants a time to come, and no other status has one', async () => {
    const id = sampleId('product', 8);
    const refused = { __typename: 'InvalidInputError' };
    expect(await become(id, 'SCHEDULED')).toMatchObject({
      ...refused,
      fields: [{ path: ['publishAt'], code: 'REQUIRED' }],
    });
    expect(await become(id, 'SCHEDULED', { publishAt: new Date(0) })).toMatchObject({
      ...refused,
      fields: [{ path: ['publishAt'], code: 'OUT_OF_RANGE' }],
    });
    const publishAt = new Date(Date.now() + 60_000);
    expect(await become(id, 'ARCHIVED', { publishAt })).toMatchObject({
      ...refused,
      fields: [{ path: ['publishAt'], code: 'INVALID_VALUE' }],
    });
  });
});

describe('who decides', () => {
  const id = sampleId('product', 9);
  const send = (viewer: TestViewer | null, input: object) =>
    mutate(products, viewer, { name: 'productStatusUpdate', input, selection });

  it('is staff who have seen the product as it is', async () => {
    const inputs = ['DRAFT', 'ARCHIVED'].map((status) => ({ id, version: 1, status }));
    const results = await Promise.all(inputs.map((input) => send(staff, input)));
    const types = results.map(({ __typename: type }) => type).toSorted();
    expect(types).toEqual(['ProductChangedError', 'ProductStatusUpdateSuccess']);
    expect(results.find(({ version }) => version !== undefined)).toMatchObject({ version: 2 });
    for (const unknown of [uuidv7(), 'not a uuid'])
      expect(await send(staff, { id: unknown, version: 1, status: 'DRAFT' })).toMatchObject({
        __typename: 'ProductNotFoundError',
        productId: unknown,
      });
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
    [{ role: 'GUEST' }, 'FORBIDDEN'],
  ] as const)('is not %j, who sees nothing of it either', async (viewer, code) => {
    expect(await send(viewer, { id, version: 1, status: 'PUBLISHED' })).toEqual({ code });
    for (const query of [
      `{ productPreview(id: "${id}") { id } }`,
      '{ productsByStatus(status: DRAFT) { nodes { id } } }',
    ])
      expect((await products.graphql(viewer, query)).errors?.[0]?.extensions.code).toBe(code);
    const published = sampleId('product', 10);
    expect(await ask(`{ product(id: "${published}") { publication { status } } }`, {}, viewer)).toEqual({
      product: { publication: null },
    });
  });
});

it('is not shown to the author of an old review, and is to whoever moderates reviews', async () => {
  const productId = sampleId('product', 12);
  const author = { id: uuidv7(), role: 'CUSTOMER' } as const;
  const { review } = (await mutate(products, author, {
    name: 'reviewCreate',
    input: { productId, rating: 4, title: 'Solid', body: 'Good.' },
    selection: '... on ReviewCreateSuccess { review { id } }',
  })) as unknown as { readonly review: { readonly id: string } };
  await become(productId, 'DRAFT');
  const ofReview = `query ($id: ID!) { review(id: $id) { product { id } } }`;
  expect(await ask(ofReview, review, author)).toEqual({ review: { product: null } });
  expect(await ask(ofReview, review, staff)).toEqual({ review: { product: { id: productId } } });
  const change = (name: string, input: object) =>
    mutate(products, author, {
      name,
      input: { ...review, ...input },
      selection: `... on R${name.slice(1)}Success { product { name } }`,
    });
  expect(await change('reviewUpdate', { rating: 1 })).toMatchObject({ product: null });
  expect(await change('reviewDelete', {})).toMatchObject({ product: null });
});

it('lists the products of a status in pages, the newest first', async () => {
  const ids = [20, 21, 22].map((index) => sampleId('product', index));
  for (const id of ids) await become(id, 'ARCHIVED');
  const query = `query (${bothWays.variables}) { productsByStatus(status: ARCHIVED, ${bothWays.pageArguments}) {
    nodes { id createdAt } edges { node { id } matchedVariant { id } } totalCountPrecision ${bothWays.pageInfo} } }`;
  const found = await walkBothWays(async (page) => {
    const { productsByStatus: read } = await ask<{
      productsByStatus: SeenPageBothWays<{ readonly id: string; readonly createdAt: string }>;
    }>(query, page, staff);
    return read;
  }, 2);
  expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  const times = found.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted().reverse());
});
