import { customerRegistered } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startSender, startTestNats, waitFor, type TestSender, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let accounts: TestSender;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60 }));
  accounts = stack.use(await startSender(nats, 'accounts', [customerRegistered]));
});
afterAll(() => stack.disposeAsync());

const newCustomer = () => ({ id: uuidv7(), role: 'CUSTOMER' as const });

const selection = `... on ReviewCreateSuccess { review { rating title body authorName }
    product { rating { average count } reviews(first: 1) { totalCount nodes { title } } } }
    ... on InvalidReviewError { field } ... on ProductNotFoundError { productId }`;

const send = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, { name: 'reviewCreate', input, selection });
describe('reviewCreate', () => {
  const review = { rating: 4, title: 'Solid', body: 'Does what it should.' };
  const write = (viewer: TestViewer | null, product: number, more: object = {}) =>
    send(viewer, { productId: sampleId('product', product), ...review, ...more });

  it('publishes the review under the name that accounts announced, and counts it', async () => {
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
