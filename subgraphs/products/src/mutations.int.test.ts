import { customerRegistered, stockChanged, variantChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startTestNats, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, startTestOrders, type TestPeer } from './test-support/start-test-orders.ts';
import { startTestProducts, type TestProducts } from './test-support/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: TestPeer;
let accounts: TestPeer;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60 }));
  others = stack.use(await startTestOrders(nats));
  accounts = stack.use(await startTestAccounts(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const newCustomer = () => ({ id: uuidv7(), role: 'CUSTOMER' as const });

async function mutate(
  viewer: TestViewer | null,
  name: string,
  input: object,
): Promise<Record<string, unknown> & { readonly code?: string }> {
  const { data, errors } = await products.graphql(
    viewer,
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
      result: ${name}(input: $input) { __typename ${selections[name] ?? ''} ... on UserError { message } }
    }`,
    { input },
  );
  if (errors !== undefined) return { code: errors[0]?.extensions.code ?? 'none' };
  return (data as { result: Record<string, unknown> }).result;
}

const selections: Readonly<Record<string, string>> = {
  variantPriceUpdate: `... on VariantPriceUpdateSuccess { variant { id price(currency: EUR) { amount }
    compareAtPrice(currency: EUR) { amount } product { priceRange(currency: EUR) { min { amount } max { amount } } } } }
    ... on VariantNotFoundError { variantId }`,
  variantStockAdjust: `... on VariantStockAdjustSuccess { variant { quantityAvailable } }
    ... on InsufficientStockError { quantityAvailable } ... on VariantNotFoundError { variantId }`,
  reviewCreate: `... on ReviewCreateSuccess { review { rating title body authorName }
    product { rating { average count } reviews(first: 1) { totalCount nodes { title } } } }
    ... on InvalidReviewError { field } ... on ProductNotFoundError { productId }`,
};

const variantsOf = (product: number) =>
  products.sql.$queryRawUnsafe<{ id: string; available: number }[]>(
    `SELECT v.id, s.available FROM product_variants v JOIN stock s ON s.variant_id = v.id
     WHERE v.product_id = $1 ORDER BY v.position`,
    sampleId('product', product),
  );
const firstVariantOf = async (product: number) => (await variantsOf(product))[0] ?? { id: '', available: 0 };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });

describe('variantPriceUpdate', () => {
  it('sets the price, works out the product’s range and tells the other domains', async () => {
    const { id } = await firstVariantOf(0);
    const result = await mutate(staff, 'variantPriceUpdate', {
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
    const told = await others.heard(variantChanged, id);
    expect(told).toMatchObject({
      variantId: id,
      productId: sampleId('product', 0),
      version: 2,
      forSale: true,
      prices: [{ currency: 'EUR', amountMinor: 10, compareAtMinor: 999_900 }, { currency: 'USD' }],
    });
    expect(told.title).not.toBe('');
  });

  it('agrees on the range when two variants of a product change at once', async () => {
    const variants = await variantsOf(1);
    const results = await Promise.all(
      variants.map(({ id }, index) =>
        mutate(staff, 'variantPriceUpdate', { variantId: id, price: euros(String(index + 1)) }),
      ),
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
    expect(await mutate(staff, 'variantPriceUpdate', { variantId, price: euros('0') })).toMatchObject({
      __typename: 'InvalidPriceError',
    });
    for (const unknown of [uuidv7(), 'not a uuid']) {
      expect(
        await mutate(staff, 'variantPriceUpdate', { variantId: unknown, price: euros('1') }),
      ).toMatchObject({
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
    expect(await mutate(viewer, 'variantPriceUpdate', { variantId, price: euros('1') })).toEqual({ code });
    const adjustment = { variantId, delta: 1, idempotencyKey: uuidv7() };
    expect(await mutate(viewer, 'variantStockAdjust', adjustment)).toEqual({ code });
  });
});

describe('variantStockAdjust', () => {
  it('adds and takes pieces, and tells the other domains', async () => {
    const { id: variantId, available } = await firstVariantOf(2);
    const adjust = (delta: number) =>
      mutate(staff, 'variantStockAdjust', { variantId, delta, idempotencyKey: uuidv7() });
    expect(await adjust(7)).toMatchObject({ variant: { quantityAvailable: available + 7 } });
    expect(await adjust(-available - 4)).toMatchObject({ variant: { quantityAvailable: 3 } });
    const told = () => others.seen.filter(({ type, key }) => type === stockChanged.type && key === variantId);
    await waitFor(() => told().some(({ data }) => (data as { available: number }).available === 3), {
      describe: told,
    });
  });

  it('is done once per key, however often and at once it is sent', async () => {
    const { id: variantId, available } = await firstVariantOf(3);
    const input = { variantId, delta: 5, idempotencyKey: uuidv7() };
    const results = await Promise.all(
      Array.from({ length: 6 }, () => mutate(staff, 'variantStockAdjust', input)),
    );
    for (const result of results)
      expect(result).toMatchObject({ variant: { quantityAvailable: available + 5 } });
    expect(await mutate(staff, 'variantStockAdjust', { ...input, delta: 6 })).toEqual({ code: 'CONFLICT' });
    const otherStaff = { id: uuidv7(), role: 'STAFF' } as const;
    expect(await mutate(otherStaff, 'variantStockAdjust', input)).toMatchObject({
      variant: { quantityAvailable: available + 10 },
    });
  });

  it('takes no more than there is, and leaves the key free', async () => {
    const { id: variantId, available } = await firstVariantOf(4);
    const idempotencyKey = uuidv7();
    const adjust = (delta: number) =>
      mutate(staff, 'variantStockAdjust', { variantId, idempotencyKey, delta });
    expect(await adjust(-available - 1)).toMatchObject({
      __typename: 'InsufficientStockError',
      quantityAvailable: available,
    });
    expect(await adjust(-available)).toMatchObject({ variant: { quantityAvailable: 0 } });
  });

  it('refuses what means nothing', async () => {
    const { id: variantId } = await firstVariantOf(4);
    const adjust = (input: object) =>
      mutate(staff, 'variantStockAdjust', { variantId, delta: 1, idempotencyKey: 'key', ...input });
    expect(await adjust({ delta: 0 })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await adjust({ delta: 2_000_000_000 })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await adjust({ idempotencyKey: '' })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await adjust({ variantId: 'not a uuid' })).toMatchObject({ __typename: 'VariantNotFoundError' });
    expect(await adjust({ variantId: uuidv7() })).toMatchObject({ __typename: 'VariantNotFoundError' });
  });
});

describe('reviewCreate', () => {
  const review = { rating: 4, title: 'Solid', body: 'Does what it should.' };
  const write = (viewer: TestViewer | null, product: number, more: object = {}) =>
    mutate(viewer, 'reviewCreate', { productId: sampleId('product', product), ...review, ...more });

  it('publishes the review under the name that accounts told, and counts it', async () => {
    const customer = newCustomer();
    await accounts.send(customerRegistered, {
      customerId: customer.id,
      email: 'sam@example.com',
      firstName: 'Sam',
      locale: 'en',
    });
    await waitFor(() =>
      products.sql
        .$queryRawUnsafe<unknown[]>(`SELECT FROM reviewers WHERE customer_id = '${customer.id}'`)
        .then(({ length }) => length),
    );
    const rows = await products.sql.$queryRawUnsafe<{ sum: number; count: number }[]>(
      'SELECT rating_sum AS sum, rating_count AS count FROM products WHERE id = $1',
      sampleId('product', 5),
    );
    const before = rows[0] ?? { sum: 0, count: 0 };
    const count = before.count + 1;
    expect(await write(customer, 5)).toMatchObject({
      __typename: 'ReviewCreateSuccess',
      review: { ...review, authorName: 'Sam' },
      product: {
        rating: { count, average: Math.round(((before.sum + 4) / count) * 100) / 100 },
        reviews: { totalCount: count, nodes: [{ title: 'Solid' }] },
      },
    });
  });

  it('takes one review per customer and product', async () => {
    const customer = newCustomer();
    const results = await Promise.all([write(customer, 6), write(customer, 6), write(customer, 6)]);
    expect(results.map(({ __typename: type }) => type).toSorted()).toEqual([
      'AlreadyReviewedError',
      'AlreadyReviewedError',
      'ReviewCreateSuccess',
    ]);
    expect(await write(customer, 7)).toMatchObject({ __typename: 'ReviewCreateSuccess' });
  });

  it('counts every one of many reviews that come at once', async () => {
    const rows = () =>
      products.sql.$queryRawUnsafe<object[]>(
        `SELECT rating_count AS count, rating_sum AS sum,
           (SELECT count(*)::int FROM reviews r WHERE r.product_id = p.id) AS reviews,
           (SELECT sum(rating)::int FROM reviews r WHERE r.product_id = p.id) AS ratings
         FROM products p WHERE id = $1`,
        sampleId('product', 8),
      );
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => write(newCustomer(), 8, { rating: 1 + (at % 5) })),
    );
    const [row] = (await rows()) as { count: number; sum: number; reviews: number; ratings: number }[];
    expect(row?.count).toBe(row?.reviews);
    expect(row?.sum).toBe(row?.ratings);
  });

  it('names what is wrong', async () => {
    const customer = newCustomer();
    expect(await write(customer, 5, { rating: 6 })).toMatchObject({
      __typename: 'InvalidReviewError',
      field: 'rating',
    });
    expect(await write(customer, 5, { title: ' ' })).toMatchObject({ field: 'title' });
    for (const productId of [uuidv7(), 'not a uuid']) {
      expect(await write(customer, 5, { productId })).toMatchObject({
        __typename: 'ProductNotFoundError',
        productId,
      });
    }
  });

  it('is for customers', async () => {
    expect(await write(null, 5)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await write({ role: 'GUEST' }, 5)).toEqual({ code: 'FORBIDDEN' });
  });
});
