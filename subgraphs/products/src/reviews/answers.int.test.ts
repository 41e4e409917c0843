import { startTestNats, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { newReview } from '../../test/new-review.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20 }));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const shown = 'review { answer { body answeredAt editedAt } }';

const answer = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, {
    name: 'reviewAnswer',
    input,
    selection: `... on ReviewAnswerSuccess { ${shown} } ... on InvalidInputError { fields { path code } }`,
  });
const takeBack = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, {
    name: 'reviewAnswerDelete',
    input,
    selection: `... on ReviewAnswerDeleteSuccess { ${shown} } ... on InvalidInputError { fields { path code } }`,
  });

async function read(viewer: TestViewer | null, id: string) {
  const query = `query ($id: ID!) { review(id: $id) { answer { body editedAt } } }`;
  return (await products.graphql<{ review: object | null }>(viewer, query, { id })).data.review;
}

/** What the trail has of a review. */
const trail = (id: string) =>
  products.sql.$queryRawUnsafe<object[]>(
    `SELECT operation, reason, before->'isAnswered' AS before, after->'isAnswered' AS after
     FROM audit.entries WHERE target = $1 ORDER BY position`,
    id,
  );
/** How many messages have said that reviews have changed. */
const told = async () => {
  const sql = `SELECT count(*)::int AS count FROM messaging.outbox WHERE type = 'catalog.reviews-changed.v1'`;
  return (await products.sql.$queryRawUnsafe<{ count: number }[]>(sql))[0]?.count ?? 0;
};

it('staff answer, change the answer and take it back, which everybody sees and the trail keeps', async () => {
  const { id } = await newReview(products);
  expect(await answer(staff, { id, body: ' We send\nanother. ' })).toMatchObject({
    review: { answer: { body: 'We send\nanother.', editedAt: null } },
  });
  const before = await told();
  expect(await answer(staff, { id, body: 'We send\nanother.' })).toMatchObject({
    review: { answer: { editedAt: null } },
  });
  expect(await told()).toBe(before);
  await answer(staff, { id, body: 'Another is on its way.', reason: 'More friendly.' });
  expect(await read(null, id)).toEqual({
    answer: { body: 'Another is on its way.', editedAt: expect.any(String) as string },
  });
  expect(await takeBack(staff, { id })).toMatchObject({ review: { answer: null } });
  expect(await takeBack(staff, { id })).toMatchObject({ review: { answer: null } });
  expect(await told()).toBe(before + 2);
  expect(await trail(id)).toEqual([
    { operation: 'reviewAnswer', reason: null, before: false, after: true },
    { operation: 'reviewAnswer', reason: 'More friendly.', before: true, after: true },
    { operation: 'reviewAnswerDelete', reason: null, before: true, after: false },
  ]);
});

it('names what is wrong', async () => {
  const { id } = await newReview(products);
  expect(await answer(staff, { id, body: ' ', reason: 'x'.repeat(501) })).toMatchObject({
    fields: [
      { path: ['body'], code: 'REQUIRED' },
      { path: ['reason'], code: 'TOO_LONG' },
    ],
  });
  expect(await answer(staff, { id, body: 'x'.repeat(5_001) })).toMatchObject({
    fields: [{ path: ['body'], code: 'TOO_LONG' }],
  });
  for (const none of [uuidv7(), 'nonsense']) {
    expect(await answer(staff, { id: none, body: 'Hello.' })).toMatchObject({
      __typename: 'ReviewNotFoundError',
    });
    expect(await takeBack(staff, { id: none })).toMatchObject({ __typename: 'ReviewNotFoundError' });
  }
});

it('is for staff who moderate', async () => {
  const { author, id } = await newReview(products);
  expect(await answer(author, { id, body: 'Mine.' })).toEqual({ code: 'FORBIDDEN' });
  expect(await takeBack(null, { id })).toEqual({ code: 'UNAUTHENTICATED' });
});
