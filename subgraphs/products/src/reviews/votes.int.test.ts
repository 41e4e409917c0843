import { startTestNats, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { newCustomer, newReview } from '../../test/new-review.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20 }));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const votes = 'review { helpfulCount unhelpfulCount viewerVote { isHelpful } }';

const vote = (viewer: TestViewer | null, id: string, isHelpful = true) =>
  mutate(products, viewer, {
    name: 'reviewVote',
    input: { id, isHelpful },
    selection: `... on ReviewVoteSuccess { ${votes} }`,
  });
const takeBack = (viewer: TestViewer | null, id: string) =>
  mutate(products, viewer, {
    name: 'reviewVoteDelete',
    input: { id },
    selection: `... on ReviewVoteDeleteSuccess { ${votes} }`,
  });
const hide = (id: string) =>
  products.graphql(
    staff,
    `mutation ($id: ID!) { reviewHide(input: { id: $id, reason: "Spam." }) { __typename } }`,
    { id },
  );

async function read(viewer: TestViewer | null, id: string) {
  const query =
    'query ($id: ID!) { review(id: $id) { helpfulCount unhelpfulCount viewerVote { isHelpful } } }';
  return (await products.graphql<{ review: object | null }>(viewer, query, { id })).data.review;
}

const seen = (helpfulCount: number, unhelpfulCount: number, isHelpful: boolean | null) => ({
  ...{ helpfulCount, unhelpfulCount },
  viewerVote: isHelpful === null ? null : { isHelpful },
});

describe('a customer', () => {
  it('votes, changes the vote and takes it back, and sees it alone', async () => {
    const { id } = await newReview(products);
    const [customer, other] = [newCustomer(), newCustomer()];
    expect(await vote(customer, id)).toMatchObject({ review: seen(1, 0, true) });
    expect(await vote(customer, id)).toMatchObject({ review: seen(1, 0, true) });
    expect(await vote(customer, id, false)).toMatchObject({ review: seen(0, 1, false) });
    expect(await read(other, id)).toEqual(seen(0, 1, null));
    expect(await read(null, id)).toEqual(seen(0, 1, null));
    expect(await takeBack(other, id)).toMatchObject({ review: seen(0, 1, null) });
    expect(await takeBack(customer, id)).toMatchObject({ review: seen(0, 0, null) });
    expect(await read(customer, id)).toEqual(seen(0, 0, null));
  });

  it('sees in one operation what the last of its votes made of it', async () => {
    const { id } = await newReview(products);
    const input = (isHelpful: boolean) => `(input: { id: "${id}", isHelpful: ${isHelpful} })`;
    const { data } = await products.graphql<Record<string, { review: object }>>(
      newCustomer(),
      `mutation { one: reviewVote${input(true)} { ... on ReviewVoteSuccess { ${votes} } }
        two: reviewVote${input(false)} { ... on ReviewVoteSuccess { ${votes} } } }`,
    );
    expect([data['one']?.review, data['two']?.review]).toEqual([seen(1, 0, true), seen(0, 1, false)]);
  });

  it('does not vote on their own review', async () => {
    const { author, id } = await newReview(products);
    expect(await vote(author, id)).toMatchObject({ __typename: 'OwnReviewError' });
    expect(await read(author, id)).toEqual(seen(0, 0, null));
  });

  it('finds no review that is hidden, withdrawn or not there', async () => {
    const { id } = await newReview(products);
    const customer = newCustomer();
    await vote(customer, id);
    await hide(id);
    for (const none of [id, uuidv7(), 'nonsense']) {
      expect(await vote(customer, none, false)).toMatchObject({ __typename: 'ReviewNotFoundError' });
      expect(await takeBack(customer, none)).toMatchObject({ __typename: 'ReviewNotFoundError' });
    }
    expect(await read(staff, id)).toEqual(seen(1, 0, null));
  });

  it('has to be signed in', async () => {
    const { id } = await newReview(products);
    for (const change of [vote, takeBack]) {
      expect(await change(null, id)).toEqual({ code: 'UNAUTHENTICATED' });
      expect(await change({ role: 'GUEST' }, id)).toEqual({ code: 'FORBIDDEN' });
    }
  });
});

it('fifty votes that come at once add up, also while some change theirs', async () => {
  const { id } = await newReview(products);
  const voters = Array.from({ length: 50 }, newCustomer);
  await Promise.all(voters.map((voter, at) => vote(voter, id, at % 2 === 0)));
  expect(await read(null, id)).toEqual(seen(25, 25, null));
  await Promise.all(voters.map((voter, at) => (at % 5 === 0 ? takeBack(voter, id) : vote(voter, id))));
  expect(await read(null, id)).toEqual(seen(40, 0, null));
});
