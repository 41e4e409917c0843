import { sampleId } from '@cartwright/sample-data';
import { walkPages } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '../../test/kept-statements.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { seedProducts } from '../seed/seed-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts();
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenPage {
  readonly nodes: { readonly id: string }[];
  readonly edges: { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

async function ask<Data>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const { data, errors } = await products.graphql(null, query, variables, headers);
  expect(errors).toBeUndefined();
  return data as Data;
}

async function codeOf(query: string): Promise<string | undefined> {
  return (await products.graphql(null, query)).errors?.[0]?.extensions.code;
}

const everything = `id slug name description brand tags createdAt availableForSale
  category { id slug path { slug } parent { name } }
  images { url altText width height placeholder } featuredImage { url(width: 400) }
  options { name values optionValues { value availableForSale firstSelectableVariant { id } } }
  matchingVariant { id }
  variants { id sku title product { id } selectedOptions { name value } price { amount currencyCode }
    compareAtPrice { amount } image { url } availableForSale quantityAvailable availability { status } }
  priceRange { min { amount } max { amount } }
  rating { average count }
  reviews(first: 3) { totalCount nodes { id rating title body authorName createdAt } pageInfo { hasNextPage } }`;

/** The statements since the last reset, but for what is kept. */
const sent = () => products.statements.statements().filter((sql) => !isKept.test(sql));

describe('a page with all that hangs on its products', () => {
  it('costs as many statements for 40 products as for 20', async () => {
    const statementsFor = async (first: number) => {
      products.statements.reset();
      await ask(`{ products(first: ${first}) { totalCount nodes { ${everything} } } }`);
      return sent().toSorted();
    };
    await statementsFor(40); // makes and keeps the placeholders of pictures, and whatever else is done once
    const forTwenty = await statementsFor(20);
    expect(await statementsFor(40)).toEqual(forTwenty);
    expect(forTwenty.length).toBeLessThanOrEqual(12);
  });

  it.each(['Product', 'ProductVariant'])('costs the same for 40 %s references as for 20', async (type) => {
    const kind = type === 'Product' ? 'product' : 'variant';
    const table = type === 'Product' ? 'products' : 'product_variants';
    const rows = await products.sql.$queryRawUnsafe<{ id: string }[]>(
      `SELECT id FROM ${table} ORDER BY id LIMIT 40`,
    );
    const fields =
      kind === 'product'
        ? everything
        : 'sku price { amount } availability { status } image { url } product { name }';
    const statementsFor = async (count: number) => {
      products.statements.reset();
      const representations = rows.slice(0, count).map(({ id }) => ({ __typename: type, id }));
      const { _entities: found } = await ask<{ _entities: unknown[] }>(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on ${type} { ${fields} } } }`,
        { representations },
      );
      expect(found.filter((entity) => entity !== null)).toHaveLength(count);
      return sent().length;
    };
    const forTwenty = await statementsFor(20);
    expect(await statementsFor(40)).toBe(forTwenty);
  });
});

describe('the category tree', () => {
  const tree = '{ categories { id children { id } } }';

  it('is read once for all who ask at the same time', async () => {
    products.statements.reset();
    await Promise.all([ask(tree), ask(tree), ask(tree)]);
    expect(products.statements.statements().length).toBeLessThanOrEqual(1);
  });

  it('has the category of a product that came a moment ago', async () => {
    await ask(tree);
    const id = sampleId('product', 0);
    const category = uuidv7();
    await products.sql.$executeRawUnsafe(
      `INSERT INTO categories (id, slug, name, description, position) VALUES ($1, 'new', 'New', '', 99)`,
      category,
    );
    const move = 'UPDATE products SET category_id = $1 WHERE id = $2';
    const [{ category_id: before } = { category_id: '' }] = await products.sql.$queryRawUnsafe<
      { category_id: string }[]
    >('SELECT category_id FROM products WHERE id = $1', id);
    await products.sql.$executeRawUnsafe(move, category, id);
    try {
      const read = await ask(`{ product(id: "${id}") { category { slug } } }`);
      expect(read).toEqual({ product: { category: { slug: 'new' } } });
    } finally {
      await products.sql.$executeRawUnsafe(move, before, id);
      await products.sql.$executeRawUnsafe('DELETE FROM categories WHERE id = $1', category);
    }
  });
});

describe('one product', () => {
  const byId = `query ($id: ID!) { product(id: $id) { ${everything} } }`;

  interface SeenProduct {
    readonly id: string;
    readonly slug: string;
    readonly variants: {
      readonly id: string;
      readonly selectedOptions: { readonly name: string; readonly value: string }[];
      readonly price: { readonly amount: string };
    }[];
    readonly priceRange: {
      readonly min: { readonly amount: string };
      readonly max: { readonly amount: string };
    };
    readonly rating: { readonly average: number | null; readonly count: number };
    readonly reviews: SeenPage;
  }
  const read = async (index: number) =>
    (await ask<{ product: SeenProduct }>(byId, { id: sampleId('product', index) })).product;

  it('is found by its slug and by its id', async () => {
    const { id, slug } = await read(3);
    expect(await ask('query ($slug: String) { product(slug: $slug) { id } }', { slug })).toEqual({
      product: { id },
    });
    expect(
      await ask('query ($slug: String, $id: ID) { product(slug: $slug, id: $id) { id } }', { slug, id }),
    ).toEqual({ product: { id } });
  });

  it('has the prices of its variants as its range, in either currency', async () => {
    const { variants, priceRange } = await read(5);
    const prices = variants.map(({ price }) => Number(price.amount));
    expect(Number(priceRange.min.amount)).toBe(Math.min(...prices));
    expect(Number(priceRange.max.amount)).toBe(Math.max(...prices));
    const dollars = await ask(
      'query ($id: ID!) { product(id: $id) { priceRange(currency: USD) { min { currencyCode } } variants { price(currency: USD) { currencyCode } } } }',
      { id: sampleId('product', 5) },
    );
    expect(dollars).toMatchObject({
      product: {
        priceRange: { min: { currencyCode: 'USD' } },
        variants: variants.map(() => ({ price: { currencyCode: 'USD' } })),
      },
    });
  });

  it('has the variant with exactly the chosen options, or none', async () => {
    const { id, variants } = await read(0);
    const wanted = variants.at(-1);
    const pick = (selectedOptions: object) =>
      ask(
        `query ($id: ID!, $selectedOptions: [SelectedOptionInput!]!) {
          product(id: $id) { variantBySelectedOptions(selectedOptions: $selectedOptions) { id } } }`,
        { id, selectedOptions },
      );
    const chosen = wanted?.selectedOptions.toReversed() ?? [];
    expect(await pick(chosen)).toEqual({ product: { variantBySelectedOptions: { id: wanted?.id } } });
    expect(await pick([])).toEqual({ product: { variantBySelectedOptions: null } });
  });

  it('says of each value of an option whether it can be had with what is chosen', async () => {
    const { id, variants } = await read(0);
    const [first] = variants;
    const chosen = first?.selectedOptions.slice(0, 1) ?? [];
    const pick = (selectedOptions: object) =>
      products.graphql<{ product: { options: SeenOption[] } }>(
        null,
        `query ($id: ID!, $chosen: [SelectedOptionInput!]) { product(id: $id) { options { name values
          optionValues(selectedOptions: $chosen) { value selected exists availableForSale firstSelectableVariant { id availableForSale } } } } }`,
        { id, chosen: selectedOptions },
      );
    await products.sql.$executeRawUnsafe(
      `UPDATE stock SET sold = sold + available, available = 0 WHERE variant_id = $1`,
      first?.id,
    );
    const { data } = await pick(chosen);
    for (const { name, values, optionValues } of data.product.options) {
      expect(optionValues.map(({ value }) => value)).toEqual(values);
      for (const { value, selected, exists, availableForSale, firstSelectableVariant } of optionValues) {
        const wanted = [...chosen.filter((one) => one.name !== name), { name, value }];
        const fitting = variants.filter(({ selectedOptions }) =>
          wanted.every((one) =>
            selectedOptions.some((own) => own.name === one.name && own.value === one.value),
          ),
        );
        expect(exists).toBe(fitting.length > 0);
        expect(selected).toBe(chosen.some((one) => one.name === name && one.value === value));
        expect(fitting.map((variant) => variant.id)).toContain(firstSelectableVariant?.id);
        expect(firstSelectableVariant?.availableForSale ?? false).toBe(availableForSale);
      }
    }
    const { errors } = await pick([{ name: 'Farbe', value: 'Schwarz' }]);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'selectedOptions' } });
    expect(errors?.[0]?.message).toContain('"Farbe"');
  });

  interface SeenOption {
    readonly name: string;
    readonly values: string[];
    readonly optionValues: {
      readonly value: string;
      readonly selected: boolean;
      readonly exists: boolean;
      readonly availableForSale: boolean;
      readonly firstSelectableVariant: { readonly id: string; readonly availableForSale: boolean } | null;
    }[];
  }

  it('shows its reviews newest first, each once, and their average', async () => {
    const rows = await products.sql.$queryRawUnsafe<{ id: string; average: number; reviews: string[] }[]>(`
      SELECT product_id AS id, round(avg(rating), 2)::float8 AS average,
        array_agg(id::text ORDER BY created_at DESC, id DESC) AS reviews
      FROM reviews GROUP BY product_id ORDER BY count(*) DESC LIMIT 1`);
    const [expected] = rows;
    const read = async (page: object): Promise<SeenPage> => {
      const { product } = await ask<{ product: SeenProduct }>(
        `query ($id: ID!, $first: Int, $after: String) { product(id: $id) { rating { average count }
          reviews(first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } } }`,
        { id: expected?.id, ...page },
      );
      expect(product.rating).toEqual({ average: expected?.average, count: expected?.reviews.length });
      expect(product.reviews.totalCount).toBe(expected?.reviews.length);
      return product.reviews;
    };
    for (const size of [1, 2, expected?.reviews.length ?? 0]) {
      const nodes = await walkPages(read, size);
      expect(nodes.map(({ id }) => id)).toEqual(expected?.reviews);
    }
  });
});

describe('what does not exist', () => {
  it.each([
    ['product(id: "01990000-0000-7000-8000-000000000001") { id }'],
    ['product(id: "not a uuid") { id }'],
    ['product(slug: "no-such-thing") { id }'],
    ['category(slug: "no-such-thing") { id }'],
  ])('is null: %s', async (field) => {
    expect(Object.values(await ask<object>(`{ ${field} }`))).toEqual([null]);
  });

  it.each(['Product', 'ProductVariant', 'Category'])('is null as a reference to a %s', async (type) => {
    const ids = ['01990000-0000-7000-8000-000000000001', 'not a uuid', ''];
    const { _entities: found } = await ask<{ _entities: unknown[] }>(
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
      { of: ids.map((id) => ({ __typename: type, id })) },
    );
    expect(found).toEqual([null, null, null]);
  });

  it('needs a slug or an id to be asked for, of characters that can be kept', async () => {
    expect(await codeOf('{ product { id } }')).toBe('BAD_USER_INPUT');
    expect(await codeOf(String.raw`{ product(slug: "nul\u0000") { id } }`)).toBe('BAD_USER_INPUT');
  });
});

it('knows the way through the category tree', async () => {
  const { category } = await ask<{ category: object }>(
    '{ category(slug: "mugs") { parent { slug } children { slug } path { slug } products(first: 1) { totalCount } } }',
  );
  expect(category).toMatchObject({
    parent: { slug: 'drinkware' },
    children: [],
    path: [{ slug: 'kitchen-dining' }, { slug: 'drinkware' }, { slug: 'mugs' }],
  });
});

it('changes nothing when it is seeded again', async () => {
  const snapshot = () =>
    products.sql.$queryRawUnsafe(`SELECT
      (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM products p) AS products,
      (SELECT md5(string_agg(s::text, '' ORDER BY variant_id)) FROM stock s) AS stock,
      (SELECT count(*) FROM reviews) AS reviews`);
  const before = await snapshot();
  expect(await seedProducts(products.database)).toEqual({ inserted: 0, total: 520 });
  expect(await snapshot()).toEqual(before);
});
