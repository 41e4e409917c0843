import { afterAll, beforeAll, expect, it } from 'vitest';
import { addShirts, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 400 });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Measured {
  readonly unitMeasure: object | null;
  readonly unitPrice: object | null;
}
async function seen(
  { id }: MadeProduct,
  viewer = { id, role: 'STAFF' } as const,
): Promise<readonly Measured[]> {
  const { data } = await products.graphql<{ product: { variants: readonly Measured[] } }>(
    viewer,
    `query ($id: ID!) { product: productPreview(id: $id) { variants {
      unitMeasure { content { quantity unit } reference { quantity unit } }
      unitPrice(currency: EUR) { price { amount currencyCode } per { quantity unit } } } } }`,
    { id },
  );
  return data.product.variants;
}
const bulkUpdate = ({ id: productId }: MadeProduct, version: number, variants: readonly object[]) =>
  editProduct(products, 'productVariantsBulkUpdate', { productId, version, variants });
const litre = { quantity: 1, unit: 'LITRE' };

it('is told of what staff have measured, by the price of the moment, until the measure is taken away', async () => {
  const product = await addShirts(products);
  const [first] = product.variants;
  expect((await seen(product))[0]).toEqual({ unitMeasure: null, unitPrice: null });
  const unitMeasure = { quantity: 0.75, unit: 'LITRE' };
  await bulkUpdate(product, 1, [{ id: first?.id, unitMeasure }]);
  const [measured, other] = await seen(product);
  expect(measured).toEqual({
    unitMeasure: { content: unitMeasure, reference: litre },
    unitPrice: { price: { amount: '26.67', currencyCode: 'EUR' }, per: litre },
  });
  expect(other).toEqual({ unitMeasure: null, unitPrice: null });
  await bulkUpdate(product, 2, [{ id: first?.id, weightGrams: 900 }]);
  expect((await seen(product))[0]).toEqual(measured);
  await bulkUpdate(product, 3, [{ id: first?.id, unitMeasure: { quantity: 0, unit: 'LITRE' } }]);
  expect((await seen(product))[0]).toEqual({ unitMeasure: null, unitPrice: null });
});

it('comes with a new variant, and a measure that is none is refused', async () => {
  const product = await addShirts(products);
  const selectedOptions = [
    { name: 'Colour', value: 'Navy' },
    { name: 'Size', value: 'S' },
  ];
  const [first] = product.variants;
  await editProduct(products, 'productVariantsDelete', {
    productId: product.id,
    version: 1,
    variantIds: [first?.id],
  });
  const create = (version: number, unitMeasure: object) =>
    editProduct(products, 'productVariantsCreate', {
      productId: product.id,
      version,
      variants: [{ sku: `${product.id}-new`, selectedOptions, prices: [eur('4.99')], unitMeasure }],
    });
  expect(await create(2, { quantity: 500, unit: 'GRAM', referenceUnit: 'METRE' })).toMatchObject({
    fields: [{ path: ['variants', '0', 'unitMeasure', 'referenceUnit'], code: 'INVALID_VALUE' }],
  });
  await create(2, { quantity: 500, unit: 'GRAM' });
  expect((await seen(product)).at(-1)?.unitPrice).toEqual({
    price: { amount: '9.98', currencyCode: 'EUR' },
    per: { quantity: 1, unit: 'KILOGRAM' },
  });
  expect(
    await bulkUpdate(product, 3, [
      { id: product.variants[1]?.id, unitMeasure: { quantity: 1.2345, unit: 'LITRE' } },
    ]),
  ).toMatchObject({
    results: [{ errors: [{ fields: [{ path: ['variants', '0', 'unitMeasure', 'quantity'] }] }] }],
  });
});

it('is told of sample candles, by the kilogram', async () => {
  const { data } = await products.graphql<{
    products: { nodes: readonly { variants: readonly Measured[] }[] };
  }>(
    null,
    `{ products(first: 5, filters: { categories: ["candles"] }) { nodes { variants {
      unitMeasure { content { unit } } unitPrice { per { quantity unit } } } } } }`,
  );
  expect(data.products.nodes.flatMap(({ variants }) => variants)).toContainEqual({
    unitMeasure: { content: { unit: 'GRAM' } },
    unitPrice: { per: { quantity: 1, unit: 'KILOGRAM' } },
  });
});
