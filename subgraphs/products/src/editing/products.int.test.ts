import { productChanged, stockChanged, variantChanged } from '@cartwright/events';
import { startTestNats } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory, changeCategory } from '../../test/category-tree.ts';
import { addShirts, editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({
      natsUrl: nats.urlFor('products'),
      products: 20,
      env: { NAME_SWEEP_SECONDS: '0.05' },
    }),
  );
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const create = (input: object) => editProduct(products, 'productCreate', input);
const update = (input: object) => editProduct(products, 'productUpdate', input);
const made = (result: object) => (result as { product: MadeProduct }).product;
const plain = (categoryId: string, more: object = {}) => ({
  name: 'Bowl',
  brand: 'Kiln',
  categoryId,
  variants: [{ sku: randomUUID(), prices: [eur('9.50')] }],
  ...more,
});

async function find(query: string): Promise<string[]> {
  const { data } = await products.graphql<{
    productSearch: { products: { nodes: { id: string }[] } };
  }>(
    null,
    'query ($query: String!) { productSearch(input: { query: $query, spelling: AS_TYPED, first: 100 }) { products { nodes { id } } } }',
    { query },
  );
  return data.productSearch.products.nodes.map(({ id }) => id);
}

async function publish({ id, publication: { version } }: MadeProduct): Promise<void> {
  const input = { id, version, status: 'PUBLISHED' };
  const selection = '';
  expect(await mutate(products, editor, { name: 'productStatusUpdate', input, selection })).toMatchObject({
    __typename: 'ProductStatusUpdateSuccess',
  });
}

describe('a product that is made', () => {
  it('is a draft with all that was said of it, which the other domains hear of', async () => {
    const { id: categoryId, slug: category } = await addCategory(products, `Mugs ${randomUUID()}`);
    const size = { lengthMm: 120, widthMm: 90, heightMm: 100 };
    const result = await create({
      name: ' Kiln  Mug ',
      brand: 'Kiln',
      description: 'Fired twice.\nBy hand.',
      categoryId,
      tags: ['stoneware', 'gift', 'stoneware'],
      options: [{ name: 'Colour', values: [{ value: 'Navy', color: '#1F2A44' }, { value: 'Sand' }] }],
      variants: [
        {
          sku: 'KILN-SAND',
          selectedOptions: [{ name: 'Colour', value: 'Sand' }],
          prices: [
            eur('12.90'),
            {
              price: { amount: '14', currencyCode: 'USD' },
              compareAtPrice: { amount: '15', currencyCode: 'USD' },
            },
          ],
          stock: 140,
          weightGrams: 350,
          barcode: '4 006381 333931',
          size,
        },
        { sku: 'KILN-NAVY', selectedOptions: [{ name: 'Colour', value: 'Navy' }], prices: [eur('13.90')] },
      ],
    });
    expect(result).toMatchObject({
      product: {
        slug: 'kiln-mug',
        description: 'Fired twice.\nBy hand.',
        tags: ['stoneware', 'gift'],
        category: { slug: category },
        publication: { status: 'DRAFT', version: 1 },
        options: [
          { name: 'Colour', values: ['Navy', 'Sand'], swatches: [{ value: 'Navy', color: '#1f2a44' }] },
        ],
        availableForSale: true,
        priceRange: { min: { amount: '12.90' }, max: { amount: '13.90' } },
        variants: [
          {
            sku: 'KILN-SAND',
            title: 'Sand',
            barcode: '4006381333931',
            size,
            weightGrams: 350,
            quantityAvailable: 140,
            dollars: { amount: '14.00' },
          },
          {
            sku: 'KILN-NAVY',
            barcode: null,
            size: null,
            weightGrams: 0,
            quantityAvailable: 0,
            dollars: null,
          },
        ],
      },
    });
    const { id, variants } = made(result);
    const [sand, navy] = variants.map((variant) => variant.id);
    expect(await others.heard(variantChanged, sand ?? '')).toMatchObject({
      productId: id,
      sku: 'KILN-SAND',
      weightGrams: 350,
      forSale: false,
    });
    expect(await others.heard(stockChanged, sand ?? '')).toMatchObject({ available: 100, version: 1 });
    expect(await others.heard(stockChanged, navy ?? '')).toMatchObject({ available: 0, version: 1 });
    expect(await others.heard(productChanged, id)).toMatchObject({ productId: id });
  });

  it('is found by its categories, tags, option values and their colours once it is published', async () => {
    const mark = randomUUID().slice(0, 8).replaceAll(/\d/g, 'q');
    const { id: top } = await addCategory(products, `Attire${mark}`);
    const { id: categoryId } = await addCategory(products, `Tops${mark}`, top);
    const product = made(
      await create({
        ...plain(categoryId, { name: 'Wool shirt', tags: [`winter${mark}`] }),
        options: [{ name: 'Colour', values: [{ value: 'Navy' }, { value: 'Sage' }] }],
        variants: [
          {
            sku: `${mark}-1`,
            selectedOptions: [{ name: 'Colour', value: 'Navy' }],
            prices: [eur('5')],
            barcode: '036000291452',
          },
        ],
      }),
    );
    const queries = [
      `attire${mark}`,
      `tops${mark}`,
      `winter${mark}`,
      `blue tops${mark}`,
      `${mark}-1`,
      '036000291452',
      '0 36000 29145 2',
    ];
    for (const query of queries) expect(await find(query)).toEqual([]);
    await publish(product);
    for (const query of queries)
      expect({ query, ids: await find(query) }).toEqual({ query, ids: [product.id] });
    expect(await find(`green tops${mark}`)).toEqual([]);
    const { data } = await products.graphql<{ products: object }>(
      null,
      '{ products(filters: { options: [{ name: "Colour", values: ["Navy"] }] }, sort: NEWEST, first: 1) { nodes { id } } }',
    );
    expect(data.products).toEqual({ nodes: [{ id: product.id }] });
  });

  it('gets a slug of its name with the first number that is free, also of several at once', async () => {
    const { id: categoryId } = await addCategory(products, `Bowls ${randomUUID()}`);
    const results = await Promise.all([1, 2, 3].map(() => create(plain(categoryId, { name: 'Same Bowl' }))));
    const slugs = results.map((result) => made(result).slug);
    expect(slugs.toSorted()).toEqual(['same-bowl', 'same-bowl-2', 'same-bowl-3']);
    expect(await create(plain(categoryId, { slug: 'same-bowl-2' }))).toMatchObject({
      __typename: 'SlugTakenError',
      slug: 'same-bowl-2',
    });
  });

  it('has no SKU that another variant has: of two at once one is refused, and nothing of it is there', async () => {
    const { id: categoryId } = await addCategory(products, `Plates ${randomUUID()}`);
    const sku = randomUUID();
    const variants = [{ sku, prices: [eur('9.50')] }];
    const results = await Promise.all([1, 2].map(() => create(plain(categoryId, { variants }))));
    const types = results.map(({ __typename: type }) => type);
    expect(types.toSorted()).toEqual(['ProductCreateSuccess', 'SkuTakenError']);
    expect(results).toContainEqual(expect.objectContaining({ skus: [sku] }));
    const there = `SELECT count(*)::int AS count FROM products WHERE category_id = $1`;
    expect(await products.sql.$queryRawUnsafe(there, categoryId)).toEqual([{ count: 1 }]);
  });

  it('lies in a category that has none below it', async () => {
    const { id: top, slug } = await addCategory(products, `Garden ${randomUUID()}`);
    await addCategory(products, 'Pots', top);
    expect(await create(plain(top))).toMatchObject({
      __typename: 'CategoryHoldsCategoriesError',
      category: { slug },
    });
    const unknown = randomUUID();
    expect(await create(plain(unknown))).toMatchObject({ categoryId: unknown });
  });

  const colour = { name: 'Colour', values: [{ value: 'Navy' }, { value: 'Sand' }] };
  const navy = { sku: 'N', selectedOptions: [{ name: 'Colour', value: 'Navy' }], prices: [eur('1')] };
  it.each<[string, object, readonly string[], string]>([
    ['a blank name', { name: ' ' }, ['name'], 'REQUIRED'],
    ['a long name', { name: 'x'.repeat(201) }, ['name'], 'TOO_LONG'],
    ['a name that makes no slug', { name: '大' }, ['slug'], 'REQUIRED'],
    ['a bad slug', { slug: 'A b' }, ['slug'], 'INVALID_FORMAT'],
    ['a control character', { description: 'a\u0007b' }, ['description'], 'INVALID_CHARACTERS'],
    ['a long tag', { tags: ['ok', 'x'.repeat(51)] }, ['tags', '1'], 'TOO_LONG'],
    ['no variant', { variants: [] }, ['variants'], 'TOO_SHORT'],
    ['no price', { variants: [{ sku: 'A', prices: [] }] }, ['variants', '0', 'prices'], 'TOO_SHORT'],
    [
      'two prices in a currency',
      { variants: [{ sku: 'A', prices: [eur('1'), eur('2')] }] },
      ['variants', '0', 'prices'],
      'INVALID_VALUE',
    ],
    [
      'a price of nothing',
      { variants: [{ sku: 'A', prices: [eur('0')] }] },
      ['variants', '0', 'prices', '0', 'price', 'amount'],
      'OUT_OF_RANGE',
    ],
    [
      'fewer pieces than none',
      { variants: [{ ...navy, selectedOptions: [], stock: -1 }] },
      ['variants', '0', 'stock'],
      'OUT_OF_RANGE',
    ],
    [
      'a barcode that was mistyped',
      { variants: [{ ...navy, selectedOptions: [], barcode: '4006381333935' }] },
      ['variants', '0', 'barcode'],
      'INVALID_VALUE',
    ],
    [
      'one SKU twice',
      { options: [colour], variants: [navy, { ...navy, sku: 'n' }] },
      ['variants'],
      'INVALID_VALUE',
    ],
    [
      'one combination twice',
      { options: [colour], variants: [navy, { ...navy, sku: 'M' }] },
      ['variants', '1', 'selectedOptions'],
      'INVALID_VALUE',
    ],
    [
      'a variant without a value',
      { options: [colour], variants: [{ ...navy, selectedOptions: [] }] },
      ['variants', '0', 'selectedOptions'],
      'INVALID_VALUE',
    ],
    [
      'a value that there is not',
      { variants: [navy] },
      ['variants', '0', 'selectedOptions'],
      'INVALID_VALUE',
    ],
    [
      'an option twice',
      { options: [colour, { ...colour, name: 'colour' }], variants: [navy] },
      ['options'],
      'INVALID_VALUE',
    ],
    [
      'a colour by its name',
      { options: [{ name: 'Colour', values: [{ value: 'Navy', color: 'navy' }] }], variants: [navy] },
      ['options', '0', 'values', '0', 'color'],
      'INVALID_FORMAT',
    ],
  ])('is not made with %s', async (_what, input, path, code) => {
    expect(await create(plain(randomUUID(), input))).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path, code }],
    });
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
  ] as const)('is not made by %j', async (viewer, code) => {
    expect(await editProduct(products, 'productCreate', plain(randomUUID()), viewer)).toEqual({ code });
  });
});

describe('a product that is changed', () => {
  it('is found by what it says and where it is from then on, and carts hear its name', async () => {
    const mark = randomUUID().slice(0, 8).replaceAll(/\d/g, 'q');
    const shirts = await addShirts(products);
    await publish(shirts);
    const { id: categoryId, slug } = await addCategory(products, `Linen${mark}`);
    const input = { id: shirts.id, version: 2, name: `Loose${mark}`, tags: ['sale'], categoryId, slug: mark };
    const changed = await update(input);
    expect(changed).toMatchObject({
      product: { name: `Loose${mark}`, slug: mark, brand: 'Loom', tags: ['sale'], category: { slug } },
    });
    expect(made(changed).publication).toEqual({ status: 'PUBLISHED', version: 3 });
    for (const query of [`loose${mark}`, `linen${mark}`, `blue linen${mark}`])
      expect({ query, ids: await find(query) }).toEqual({ query, ids: [shirts.id] });
    const sku = shirts.variants[0]?.sku ?? '';
    expect(await find(sku)).toEqual([shirts.id]);
    const variantId = shirts.variants[0]?.id;
    await expect
      .poll(() =>
        others.seen.filter(({ type, key }) => type === variantChanged.type && key === variantId).at(-1),
      )
      .toMatchObject({ data: { title: `Loose${mark}`, forSale: true } });

    // A change of its categories finds it.
    await changeCategory(products, 'Update', { id: categoryId, version: 1, name: `Flax${mark}` });
    await expect.poll(() => find(`flax${mark}`), { timeout: 25_000 }).toEqual([shirts.id]);
    expect(await find(`linen${mark}`)).toEqual([]);
  });

  it('is changed by the one of two who was quicker, and stays where nothing is to be different', async () => {
    const { id, slug } = await addShirts(products);
    const results = await Promise.all(['One', 'Two'].map((name) => update({ id, version: 1, name })));
    const types = results.map(({ __typename: type }) => type);
    expect(types.toSorted()).toEqual(['ProductChangedError', 'ProductUpdateSuccess']);
    expect(results).toContainEqual(expect.objectContaining({ version: 2 }));
    expect(made(await update({ id, version: 2, slug, brand: 'Loom' })).publication.version).toBe(2);
  });

  it('takes no slug of another, and no category that has others below it', async () => {
    const [one, two] = [await addShirts(products), await addShirts(products)];
    const { id } = one;
    expect(await update({ id, version: 1, slug: two.slug })).toMatchObject({ slug: two.slug });
    const { id: top, slug } = await addCategory(products, `Above ${randomUUID()}`);
    await addCategory(products, 'Below', top);
    expect(await update({ id, version: 1, categoryId: top })).toMatchObject({ category: { slug } });
    expect(await update({ id: top, version: 1, name: 'None' })).toMatchObject({ productId: top });
    expect(await update({ id, version: 1, brand: '' })).toMatchObject({
      fields: [{ path: ['brand'], code: 'REQUIRED' }],
    });
  });
});
