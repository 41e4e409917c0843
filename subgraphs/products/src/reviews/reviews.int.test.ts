import {
  customerRegistered,
  guestClaimed,
  orderCancelled,
  orderConfirmed,
  type DataOf,
} from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startSender, startTestNats, waitFor, type TestSender, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let accounts: TestSender;
let orders: TestSender;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60 }));
  accounts = stack.use(await startSender(nats, 'accounts', [customerRegistered, guestClaimed]));
  orders = stack.use(await startSender(nats, 'orders', [orderConfirmed, orderCancelled]));
});
afterAll(() => stack.disposeAsync());

const newCustomer = () => ({ id: uuidv7(), role: 'CUSTOMER' as const });

const selection = `... on ReviewCreateSuccess { review { rating title body authorName }
    product { rating { average count } reviews(first: 1) { totalCount nodes { title } } } }
    ... on InvalidInputError { fields { path code } } ... on ProductNotFoundError { productId }`;

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
    const { distribution, real } = await distributionOf(sampleId('product', 8));
    expect(distribution).toEqual(real);
  });

  it('names what is wrong', async () => {
    const customer = newCustomer();
    expect(await write(customer, 5, { rating: 6, title: ' ', body: 'x\0' })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['rating'], code: 'OUT_OF_RANGE' },
        { path: ['title'], code: 'REQUIRED' },
        { path: ['body'], code: 'INVALID_CHARACTERS' },
      ],
    });
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

/** A review of a product that nobody has reviewed but its author, and what is there of it afterwards. */
async function newReview(product: number) {
  const author = newCustomer();
  const productId = sampleId('product', product);
  const created = await mutate(products, author, {
    name: 'reviewCreate',
    input: { productId, rating: 4, title: 'Solid', body: 'Does what it should.' },
    selection: '... on ReviewCreateSuccess { review { id } }',
  });
  const { id } = created['review'] as { readonly id: string };
  return { author, productId, id };
}

const seen = `id rating title body isVerifiedPurchase isHidden editedAt moderations { action reason staff { id } }`;

async function readReview(viewer: TestViewer | null, id: string) {
  const query = `query ($id: ID!) { review(id: $id) { ${seen} product { viewerReview { id } } } }`;
  return (await products.graphql<{ review: Record<string, unknown> | null }>(viewer, query, { id })).data
    .review;
}

/** Reviews as other subgraphs come upon them. */
async function referTo(viewer: TestViewer | null, ids: readonly string[]) {
  const query = `query ($representations: [_Any!]!) { found: _entities(representations: $representations) {
    ... on Review { id title } } }`;
  const representations = ids.map((id) => ({ __typename: 'Review', id }));
  return (await products.graphql<{ found: unknown[] }>(viewer, query, { representations })).data.found;
}

/** What a product says of its ratings, and what its reviews come to. */
async function ratingOf(productId: string) {
  const [row] = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT rating_count AS count, rating_sum AS sum,
       (SELECT count(*)::int FROM reviews r WHERE r.product_id = p.id AND hidden_at IS NULL) AS "shownCount",
       (SELECT coalesce(sum(rating), 0)::int FROM reviews r WHERE r.product_id = p.id AND hidden_at IS NULL) AS "shownSum"
     FROM products p WHERE id = $1`,
    productId,
  );
  return row as { count: number; sum: number; shownCount: number; shownSum: number };
}

/** How many gave 5 to 1 stars, as shops see it, and as the reviews say. */
async function distributionOf(productId: string) {
  const query = 'query ($id: ID!) { product(id: $id) { rating { count distribution { stars count } } } }';
  const { data } = await products.graphql<{
    product: { rating: { count: number; distribution: { stars: number; count: number }[] } };
  }>(null, query, { id: productId });
  const rows = await products.sql.$queryRawUnsafe<{ stars: number; count: number }[]>(
    `SELECT stars, (SELECT count(*)::int FROM reviews
       WHERE product_id = $1 AND rating = stars AND hidden_at IS NULL) AS count
     FROM generate_series(5, 1, -1) AS stars`,
    productId,
  );
  return { ...data.product.rating, real: rows };
}

async function expectRating(
  productId: string,
  before: { count: number; sum: number },
  change: [number, number],
) {
  const now = await ratingOf(productId);
  expect([now.count - before.count, now.sum - before.sum]).toEqual(change);
  expect([now.shownCount, now.shownSum]).toEqual([now.count, now.sum]);
  const { count, distribution, real } = await distributionOf(productId);
  expect(distribution).toEqual(real);
  expect(distribution.reduce((sum, one) => sum + one.count, 0)).toBe(count);
}

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const success = (name: string) =>
  `... on ${name} { product { rating { count } reviews(first: 100) { nodes { id } } } }`;
const update = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, {
    name: 'reviewUpdate',
    input,
    selection: `... on ReviewUpdateSuccess { review { rating title body } } ... on InvalidInputError { fields { path } }`,
  });
const remove = (viewer: TestViewer | null, id: string) =>
  mutate(products, viewer, {
    name: 'reviewDelete',
    input: { id },
    selection: success('ReviewDeleteSuccess'),
  });
const moderate = (
  viewer: TestViewer | null,
  name: 'reviewHide' | 'reviewShow',
  id: string,
  reason = 'Spam.',
) =>
  products
    .graphql<{ result: Record<string, unknown> }>(
      viewer,
      `mutation ($input: ReviewModerateInput!) { result: ${name}(input: $input) {
        __typename ... on ReviewModerateSuccess { review { isHidden } product { reviews(first: 100) { nodes { id } } } } } }`,
      { input: { id, reason } },
    )
    .then(({ data, errors }) => (errors === undefined ? data.result : { code: errors[0]?.extensions.code }));
const shownIn = (result: Record<string, unknown>) =>
  (result['product'] as { reviews: { nodes: { id: string }[] } }).reviews.nodes.map(({ id }) => id);

describe('an author', () => {
  it('changes what is given, and the rating follows', async () => {
    const { author, productId, id } = await newReview(11);
    const before = await ratingOf(productId);
    expect(await update(author, { id, rating: 1, title: null })).toMatchObject({
      __typename: 'ReviewUpdateSuccess',
      review: { rating: 1, title: 'Solid', body: 'Does what it should.' },
    });
    await expectRating(productId, before, [0, -3]);
    const review = await readReview(author, id);
    expect(review).toMatchObject({ product: { viewerReview: { id } } });
    expect(review?.['editedAt']).not.toBeNull();
  });

  it('has not edited what says the same as before', async () => {
    const { author, id } = await newReview(15);
    for (const input of [{ id }, { id, rating: 4, title: ' Solid' }])
      expect(await update(author, input)).toMatchObject({ __typename: 'ReviewUpdateSuccess' });
    expect(await readReview(author, id)).toMatchObject({ title: 'Solid', editedAt: null });
  });

  it('is told that the session is over, where it would show more', async () => {
    const { author, id } = await newReview(16);
    const past = { ...author, expiresInSeconds: -60 };
    const read = async (fields: string) => {
      const query = `query ($id: ID!) { review(id: $id) { ${fields} } }`;
      const { data, errors } = await products.graphql<{ review: object | null }>(past, query, { id });
      return { review: data.review, code: errors?.[0]?.extensions.code };
    };
    expect(await read('title')).toEqual({ review: { title: 'Solid' }, code: undefined });
    const moderations = { moderations: null };
    expect(await read('moderations { id }')).toEqual({ review: moderations, code: 'UNAUTHENTICATED' });
    await moderate(staff, 'reviewHide', id);
    expect(await read('title')).toEqual({ review: null, code: 'UNAUTHENTICATED' });
  });

  it('is told every field at fault', async () => {
    const { author, id } = await newReview(12);
    expect(await update(author, { id, rating: 0, title: '', body: 'x'.repeat(5_001) })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['rating'] }, { path: ['title'] }, { path: ['body'] }],
    });
  });

  it('deletes it, and may write another', async () => {
    const { author, productId, id } = await newReview(13);
    const before = await ratingOf(productId);
    const deleted = await remove(author, id);
    expect(deleted).toMatchObject({ __typename: 'ReviewDeleteSuccess' });
    expect(shownIn(deleted)).not.toContain(id);
    await expectRating(productId, before, [-1, -4]);
    expect(await readReview(author, id)).toBeNull();
    const review = { productId, rating: 5, title: 'After all', body: 'Good.' };
    expect(await send(author, review)).toMatchObject({ __typename: 'ReviewCreateSuccess' });
  });

  it('is the only one who can: another’s is the same as none', async () => {
    const { id } = await newReview(14);
    for (const [viewer, of] of [
      [newCustomer(), id],
      [staff, id],
      [newCustomer(), uuidv7()],
      [newCustomer(), 'nonsense'],
    ] as const) {
      expect(await update(viewer, { id: of, rating: 1 })).toMatchObject({
        __typename: 'ReviewNotFoundError',
      });
      expect(await remove(viewer, of)).toMatchObject({ __typename: 'ReviewNotFoundError' });
    }
    expect(await remove(null, id)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await remove({ role: 'GUEST' }, id)).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('staff', () => {
  it('hide a review and show it again, which is on record', async () => {
    const { author, productId, id } = await newReview(21);
    const before = await ratingOf(productId);
    const hidden = await moderate(staff, 'reviewHide', id);
    expect(hidden).toMatchObject({ __typename: 'ReviewModerateSuccess', review: { isHidden: true } });
    expect(shownIn(hidden)).not.toContain(id);
    await expectRating(productId, before, [-1, -4]);
    expect(await readReview(newCustomer(), id)).toBeNull();
    expect(await readReview(author, id)).toMatchObject({ isHidden: true, moderations: null });
    for (const [viewer, isShown] of [
      [newCustomer(), false],
      [null, false],
      [author, true],
      [staff, true],
    ] as const)
      expect(await referTo(viewer, [id])).toEqual([isShown ? { id, title: 'Solid' } : null]);
    await update(author, { id, rating: 1 });
    await moderate(staff, 'reviewHide', id, 'Once more.');
    await expectRating(productId, before, [-1, -4]);
    expect(shownIn(await moderate(staff, 'reviewShow', id, 'A mistake.'))).toContain(id);
    await expectRating(productId, before, [0, -3]);
    expect(await readReview(staff, id)).toMatchObject({
      moderations: [
        { action: 'HIDE', reason: 'Spam.', staff: { id: staff.id } },
        { action: 'SHOW', reason: 'A mistake.', staff: { id: staff.id } },
      ],
    });
    await expect(products.sql.$queryRawUnsafe('DELETE FROM review_moderations')).rejects.toThrow(
      'can not be changed',
    );
  });

  it('see what is hidden', async () => {
    const { id } = await newReview(22);
    await moderate(staff, 'reviewHide', id);
    const query = '{ hiddenReviews(first: 100) { totalCount nodes { id } } }';
    const { data } = await products.graphql<{
      hiddenReviews: { totalCount: number; nodes: { id: string }[] };
    }>(staff, query);
    const ids = data.hiddenReviews.nodes.map((node) => node.id);
    expect(ids).toContain(id);
    expect(data.hiddenReviews.totalCount).toBe(ids.length);
    const { errors } = await products.graphql(newCustomer(), query);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('have hidden for good what its author deletes and would write again', async () => {
    const { author, productId, id } = await newReview(23);
    const before = await ratingOf(productId);
    await moderate(staff, 'reviewHide', id);
    expect(await remove(author, id)).toMatchObject({ __typename: 'ReviewDeleteSuccess' });
    expect(await remove(author, id)).toMatchObject({ __typename: 'ReviewNotFoundError' });
    expect(await moderate(staff, 'reviewShow', id)).toMatchObject({ __typename: 'ReviewNotFoundError' });
    const review = { productId, rating: 5, title: 'Again', body: 'Buy it elsewhere.' };
    expect(await send(author, review)).toMatchObject({ __typename: 'AlreadyReviewedError' });
    await expectRating(productId, before, [-1, -4]);
  });

  it('alone may', async () => {
    const { author, id } = await newReview(24);
    expect(await moderate(author, 'reviewHide', id)).toEqual({ code: 'FORBIDDEN' });
    expect(await moderate(null, 'reviewShow', id)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await moderate(staff, 'reviewHide', id, ' ')).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await moderate(staff, 'reviewHide', uuidv7())).toMatchObject({
      __typename: 'ReviewNotFoundError',
    });
  });
});

describe('a review is marked', () => {
  const sample = orderConfirmed.samples[0] as DataOf<typeof orderConfirmed>;
  const [line] = sample.lines;
  const orderOf = (customerId: string, productId: string) => ({
    ...sample,
    ...{ orderId: uuidv7(), customerId },
    lines: [{ ...line, productId } as (typeof sample.lines)[number]],
  });
  const isMarked = async (id: string) => (await readReview(staff, id))?.['isVerifiedPurchase'];

  it('once its author has bought the product, and until the order is cancelled', async () => {
    const { author, productId, id } = await newReview(31);
    expect(await isMarked(id)).toBe(false);
    const order = orderOf(author.id, productId);
    await orders.send(orderConfirmed, order);
    await waitFor(() => isMarked(id));
    const cancelled = orderCancelled.samples[0] as DataOf<typeof orderCancelled>;
    await orders.send(orderCancelled, { ...cancelled, ...order });
    await waitFor(async () => !(await isMarked(id)));
  });

  it('when its author bought the product as a guest', async () => {
    const { author, productId, id } = await newReview(32);
    const [guestId, other] = [uuidv7(), await newReview(33)];
    await orders.send(orderConfirmed, orderOf(guestId, productId));
    await accounts.send(guestClaimed, { guestId, customerId: author.id });
    await waitFor(() => isMarked(id));
    expect(await isMarked(other.id)).toBe(false);
  });
});
