import { variantChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startTestNats, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60 }));
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const firstVariantOf = async (product: number) =>
  (await variantsOf(products, product))[0] ?? { id: '', available: 0 };

const selection = `... on VariantPriceUpdateSuccess { variant { id price(currency: EUR) { amount }
    compareAtPrice(currency: EUR) { amount } product { priceRange(currency: EUR) { min { amount } max { amount } } } } }
    ... on VariantNotFoundError { variantId }
    ... on InvalidInputError { fields { path code } }`;

const send = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, { name: 'variantPriceUpdate', input, selection });
describe('variantPriceUpdate', () => {
  it('sets the price, works out the product’s range and announces it to the other domains', async () => {
    const { id } = await firstVariantOf(0);
    const result = await send(staff, {
      variantId: id,
      price: euros('0.10'),
      compareAtPrice: euros('9999'),
    });
    expect(result).toMatchObject({
      __typename: 'VariantPriceUpdateSuccess',
      variant: {
        price: { amount: '0.10' },
        compareAtPrice: { amount: '9999.00' },
        product: { priceRange: { min: { amount: '0.10' } } },
      },
    });
    const announced = await others.heard(variantChanged, id);
    expect(announced).toMatchObject({
      variantId: id,
      productId: sampleId('product', 0),
      version: 2,
      forSale: true,
      prices: [{ currency: 'EUR', amountMinor: 10, compareAtMinor: 999_900 }, { currency: 'USD' }],
    });
    expect(announced.title).not.toBe('');
    expect(announced.imageUrl).toMatch(/^\/media\/[\da-f-]{36}\/mail\.jpg$/);
  });

  it('in another currency leaves the price in the first as it is', async () => {
    const { id } = await firstVariantOf(2);
    const pricesOf = (): Promise<object[]> =>
      products.sql.$queryRawUnsafe(
        'SELECT currency, amount_minor AS "amountMinor" FROM variant_prices WHERE variant_id = $1 ORDER BY currency',
        id,
      );
    const [inEuros] = await pricesOf();
    await send(staff, { variantId: id, price: { amount: '12.34', currencyCode: 'USD' } });
    expect(await pricesOf()).toEqual([inEuros, { currency: 'USD', amountMinor: 1234 }]);
    const { prices } = await others.heard(variantChanged, id);
    expect(prices).toMatchObject([inEuros, { currency: 'USD', amountMinor: 1234 }]);
  });

  it('agrees on the range when two variants of a product change at once', async () => {
    const variants = await variantsOf(products, 1);
    const results = await Promise.all(
      variants.map(({ id }, index) => send(staff, { variantId: id, price: euros(String(index + 1)) })),
    );
    expect(results.map(({ __typename: type }) => type)).toEqual(
      variants.map(() => 'VariantPriceUpdateSuccess'),
    );
    const rows = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT min_minor, max_minor FROM product_price_ranges WHERE product_id = $1 AND currency = 'EUR'`,
      sampleId('product', 1),
    );
    expect(rows).toEqual([{ min_minor: 100, max_minor: variants.length * 100 }]);
  });

  it('refuses a price that is none, and a variant that is none', async () => {
    const { id: variantId } = await firstVariantOf(0);
    expect(await send(staff, { variantId, price: euros('0') })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['price', 'amount'], code: 'OUT_OF_RANGE' }],
    });
    for (const unknown of [uuidv7(), 'not a uuid']) {
      expect(await send(staff, { variantId: unknown, price: euros('1') })).toMatchObject({
        __typename: 'VariantNotFoundError',
        variantId: unknown,
      });
    }
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
    [{ role: 'GUEST' }, 'FORBIDDEN'],
  ] as const)('is for staff, not for %j', async (viewer, code) => {
    const { id: variantId } = await firstVariantOf(0);
    expect(await send(viewer, { variantId, price: euros('1') })).toEqual({ code });
  });
});
