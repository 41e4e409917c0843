import { bothWays, type SeenPageBothWays } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { readFoundPriceRange } from './repository/found-price-range.ts';
import { priceStep, priceSteps } from './rules/price-steps.ts';

const many = 10_100;

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
  await products.sql.$executeRawUnsafe(sellVessels);
}, 120_000);
afterAll(() => products[Symbol.asyncDispose]());

/**
 * Of some thousand products of one brand, which came in ten lots, the last has the name that is searched for, and the cheapest and dearest
 * prices are its own.
 */
const sellVessels = `
  DO $$
  DECLARE
    leaf uuid := (SELECT category_id FROM products ORDER BY id LIMIT 1);
    words tsvector := setweight('zymurgist:1', 'D') || setweight('vessel:1', 'B');
  BEGIN
    SET LOCAL session_replication_role = replica; -- triggers would take minutes
    INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at, document)
    SELECT md5('p' || n)::uuid, 'v-' || n, CASE n WHEN ${many} THEN 'Vessel' ELSE 'Pot ' || n END, '', 'Quondam', leaf, ARRAY['lot ' || n * 10 / ${many}], '[]', '{}', '',
      '2020-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', CASE n WHEN ${many} THEN words || setweight('vessel:1', 'A') ELSE words END
    FROM generate_series(1, ${many}) AS n;
    INSERT INTO product_variants (id, product_id, sku, title, selected_options, weight_grams, position)
    SELECT md5('v' || n)::uuid, md5('p' || n)::uuid, 'V-' || n, '', '[]', 1, 0 FROM generate_series(1, ${many}) AS n;
    INSERT INTO variant_prices (variant_id, currency, amount_minor)
    SELECT md5('v' || n)::uuid, 'EUR', 100 + (n * 7919) % ${many} FROM generate_series(1, ${many}) AS n;
    INSERT INTO variant_offers (variant_id, currency, product_id, position, amount_minor, available, option_values)
    SELECT md5('v' || n)::uuid, 'EUR', md5('p' || n)::uuid, 0, 100 + (n * 7919) % ${many}, true, '{}' FROM generate_series(1, ${many}) AS n;
    INSERT INTO product_offers (product_id, currency, availability, price_steps, option_values)
    SELECT product_id, 'EUR', '{t}', ARRAY[price_step(amount_minor)], '{}' FROM variant_offers WHERE variant_id IN (SELECT id FROM product_variants WHERE sku LIKE 'V-%');
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor, category_id)
    SELECT product_id, 'EUR', amount_minor, amount_minor, leaf FROM variant_offers WHERE product_id IN (SELECT id FROM products WHERE brand = 'Quondam');
    INSERT INTO search_words (word, lexeme, products, descriptions) VALUES ('vessel', 'vessel', ${many}, 0)
    ON CONFLICT (word, language) DO UPDATE SET products = ${many};
  END
  $$`;

interface Found {
  readonly products: SeenPageBothWays<{
    readonly name: string;
    readonly priceRange: { readonly min: { readonly amount: string } };
  }> & { readonly totalCount: number; readonly totalCountPrecision: string };
  readonly facets: {
    readonly code: string;
    readonly precision: string;
    readonly values: { readonly value: string; readonly count: number }[];
  }[];
  readonly priceRange: {
    readonly min: { readonly amount: string };
    readonly max: { readonly amount: string };
  };
}

const page = `products { totalCount totalCountPrecision ${bothWays.pageInfo}
  nodes { name priceRange { min { amount } } } }`;

async function search(input: object, selection: string = page): Promise<Found> {
  const { data, errors } = await products.graphql<{ productSearch: Found }>(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { ${selection} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data.productSearch;
}

const quondam = { brands: ['Quondam'] };
const atLeast = { totalCount: 10_000, totalCountPrecision: 'AT_LEAST' };

describe('more products than are counted', () => {
  it.each([{ query: 'vessel' }, { filters: quondam }, { filters: { price: { min: '1.00', max: '200' } } }])(
    'are told as at least 10,000: %j',
    async (input) => expect((await search(input)).products).toMatchObject(atLeast),
  );

  it('are counted as they are in a list that fewer of them are in', async () => {
    const { products: few } = await search({ query: 'vessel', filters: { price: { max: '1.09' } } });
    expect(few).toMatchObject({ totalCount: 10, totalCountPrecision: 'EXACT' });
  });

  it('begin with the one of the name that was searched for, wherever it is', async () => {
    const { products: hits } = await search({ query: 'vessel', first: 2 });
    expect(hits.nodes[0]?.name).toBe('Vessel');
  });

  it.each([{ query: 'vessel' }, { filters: quondam }])(
    'are all there in the order of prices: %j',
    async (input) => {
      const read = async (after: string | null) =>
        (await search({ ...input, sort: 'PRICE_ASC', first: 10, after })).products;
      const first = await read(null);
      const second = await read(first.pageInfo.endCursor);
      const prices = [...first.nodes, ...second.nodes].map(({ priceRange }) => priceRange.min.amount);
      expect(prices).toEqual(Array.from({ length: 20 }, (_, place) => ((100 + place) / 100).toFixed(2)));
    },
  );

  it.each([{ query: 'vessel' }, { filters: quondam }])(
    'are all there from the dearest back, in the order of prices: %j',
    async (input) => {
      const read = async (before: string | null) =>
        (await search({ ...input, sort: 'PRICE_ASC', last: 10, before })).products;
      const last = await read(null);
      const before = await read(last.pageInfo.startCursor);
      const prices = [...before.nodes, ...last.nodes].map(({ priceRange }) => priceRange.min.amount);
      const lowest = 100 + many - 20;
      expect(prices).toEqual(Array.from({ length: 20 }, (_, place) => ((lowest + place) / 100).toFixed(2)));
    },
  );

  it('have the range of all their prices', async () => {
    const { priceRange } = await search({ query: 'vessel' }, 'priceRange { min { amount } max { amount } }');
    expect(priceRange).toEqual({
      min: { amount: '1.00' },
      max: { amount: ((many + 99) / 100).toFixed(2) },
    });
  });

  it('are counted once for a rating that every product has', async () => {
    const statementsFor = async (filters: object) => {
      products.statements.reset();
      await search({ query: 'vessel', filters }, 'facets { code }');
      return products.statements.statements().filter((text) => text.includes('products_0'));
    };
    const unrated = await statementsFor({});
    expect(unrated).toHaveLength(1);
    expect(await statementsFor({ minimumRating: 0 })).toEqual(unrated);
    expect(await statementsFor({ minimumRating: 1 })).not.toEqual(unrated);
  });

  it('have no range of prices where too many others cost less or more', async () => {
    const filter = { brands: ['Quondam'], offer: { currency: 'EUR' } } as const;
    const range = (offers: number) => readFoundPriceRange(products.database.statements, filter, offers);
    const dearest = many + 99;
    const dearer = `SELECT count(*)::int AS count FROM variant_offers WHERE currency = 'EUR' AND amount_minor > ${dearest}`;
    const [{ count } = { count: 0 }] = await products.sql.$queryRawUnsafe<{ count: number }[]>(dearer);
    expect(count).toBeGreaterThan(0);
    expect(await range(count + 1)).toEqual({ minMinor: 100, maxMinor: dearest });
    expect(await range(count)).toBeNull();
  });

  it('are counted over a sample in facets, and each facet says so', async () => {
    const selection = 'facets { code precision values { value count } }';
    const { facets } = await search({ query: 'vessel', filters: { price: { max: '1.09' } } }, selection);
    const brand = facets.find(({ code }) => code === 'brand');
    expect(brand).toMatchObject({ precision: 'EXACT', values: [{ value: 'Quondam', count: 10 }] });
    const price = facets.find(({ code }) => code === 'price');
    expect(price?.precision).toBe('AT_LEAST');
    const counted = price?.values.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBeGreaterThan(2_300);
    expect(counted).toBeLessThan(2_700);
  });

  it('are sampled from all over what is found, in whatever order it came', async () => {
    const { facets } = await search({ query: 'vessel' }, 'facets { code values { value count } }');
    const lots = facets.find(({ code }) => code === 'tag')?.values ?? [];
    const ofLots = lots.filter(({ value }) => /^lot \d$/.test(value));
    expect(ofLots.map(({ value }) => value).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, n) => `lot ${n}`),
    );
    for (const { count } of ofLots) expect(count).toBeGreaterThan(150);
  });
});

it('a product that moves is listed by price in its new category, and not in the old one', async () => {
  const namesIn = async (slug: string): Promise<string[]> => {
    const { data } = await products.graphql<{ products: { nodes: { name: string }[] } }>(
      null,
      `{ products(category: "${slug}", sort: PRICE_ASC, first: 1) { nodes { name } } }`,
    );
    return data.products.nodes.map(({ name }) => name);
  };
  const [before, after] = await products.sql.$queryRawUnsafe<{ slug: string }[]>(
    `SELECT slug FROM categories WHERE id = (SELECT category_id FROM products WHERE name = 'Vessel')
     UNION ALL (SELECT slug FROM categories WHERE id NOT IN (SELECT category_id FROM products)
       AND id NOT IN (SELECT parent_id FROM categories WHERE parent_id IS NOT NULL) LIMIT 1)`,
  );
  const cheapest = await namesIn(before?.slug ?? '');
  await products.sql.$executeRawUnsafe(
    `UPDATE products SET category_id = (SELECT id FROM categories WHERE slug = '${after?.slug}') WHERE name = '${cheapest[0]}'`,
  );
  expect(await namesIn(after?.slug ?? '')).toEqual(cheapest);
  expect(await namesIn(before?.slug ?? '')).not.toEqual(cheapest);
});

it('the database takes a price for the same step as the facets do', async () => {
  const prices = priceSteps.flatMap((_, index) => {
    const { minMinor, maxMinor } = priceStep(index + 1);
    return [minMinor, maxMinor];
  });
  const steps = await products.sql.$queryRawUnsafe<{ step: number }[]>(
    `SELECT price_step(amount) AS step FROM unnest('{${prices.join(',')}}'::bigint[]) WITH ORDINALITY AS prices (amount, place) ORDER BY place`,
  );
  expect(steps.map(({ step }) => step)).toEqual(priceSteps.flatMap((_, index) => [index + 1, index + 1]));
});
