import {
  startTestNats,
  type TestViewer,
  bothWays,
  walkBothWays,
  type PageArguments,
  type SeenPageBothWays,
} from '@cartwright/testing';
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

const report = (viewer: TestViewer | null, id: string, more: object = {}) =>
  mutate(products, viewer, {
    name: 'reviewReport',
    input: { id, kind: 'SPAM', ...more },
    selection: `... on ReviewReportSuccess { review { id openReports reports { kind } } }
      ... on InvalidInputError { fields { path code } }`,
  });
const dismiss = (viewer: TestViewer | null, id: string, reason = 'It is fine.') =>
  mutate(products, viewer, {
    name: 'reviewReportsDismiss',
    input: { id, reason },
    selection: '... on ReviewReportsDismissSuccess { review { openReports isHidden reports { kind } } }',
  });
const hide = (id: string) =>
  products.graphql(
    staff,
    `mutation ($id: ID!) { reviewHide(input: { id: $id, reason: "Spam." }) { __typename } }`,
    { id },
  );

interface Queued {
  readonly id: string;
  readonly openReports: number;
}

interface Queue extends SeenPageBothWays<Queued> {
  readonly totalCount: number;
}

async function queuePage(paging: PageArguments): Promise<Queue> {
  const query = `query (${bothWays.variables}) { reportedReviews(${bothWays.pageArguments}) {
    totalCount nodes { id openReports reports { kind text } } ${bothWays.pageInfo} } }`;
  const { data } = await products.graphql<{ reportedReviews: Queue }>(staff, query, {
    ...paging,
  });
  return data.reportedReviews;
}

/** All that is reported, read in pages from either end. */
const queue = (size = 100) => walkBothWays(queuePage, size);
const isQueued = async (id: string) => (await queue()).some((one) => one.id === id);

describe('a customer', () => {
  it('reports a review once, which staff alone get to see', async () => {
    const { id } = await newReview(products);
    const customer = newCustomer();
    const text = 'Advertises a shop.';
    expect(await report(customer, id, { kind: 'OTHER', text })).toMatchObject({
      review: { id, openReports: null, reports: null },
    });
    expect(await report(customer, id)).toMatchObject({ __typename: 'AlreadyReportedError' });
    expect((await queue()).find((one) => one.id === id)).toEqual({
      ...{ id, openReports: 1 },
      reports: [{ kind: 'OTHER', text }],
    });
  });

  it('reports no review of their own, hidden or not there, and is told what is wrong', async () => {
    const { author, id } = await newReview(products);
    expect(await report(author, id)).toMatchObject({ __typename: 'OwnReviewError' });
    expect(await report(newCustomer(), id, { text: 'x'.repeat(501) })).toMatchObject({
      fields: [{ path: ['text'], code: 'TOO_LONG' }],
    });
    await hide(id);
    for (const none of [id, uuidv7(), 'nonsense'])
      expect(await report(newCustomer(), none)).toMatchObject({ __typename: 'ReviewNotFoundError' });
    expect(await report(null, id)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await report({ role: 'GUEST' }, id)).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('staff', () => {
  it('see what most customers report first, each once, in pages of any size', async () => {
    const [one, two, three] = [
      await newReview(products),
      await newReview(products),
      await newReview(products),
    ];
    for (const { id } of [one, two, two, three, three, three]) await report(newCustomer(), id);
    const all = await queue();
    const counts = all.map(({ openReports }) => openReports);
    expect(counts).toEqual(counts.toSorted((left, right) => right - left));
    const ours = all.filter(({ id }) => [one.id, two.id, three.id].includes(id));
    expect(ours.map(({ id }) => id)).toEqual([three.id, two.id, one.id]);
    for (const first of [1, 2]) expect(await queue(first)).toEqual(all);
    expect((await queuePage({ first: 1, after: null })).totalCount).toBe(all.length);
  });

  it('dismiss reports, which is on record, and are not bothered by the same customer again', async () => {
    const { id } = await newReview(products);
    const customer = newCustomer();
    await report(customer, id);
    expect(await dismiss(staff, id)).toMatchObject({
      review: { openReports: 0, isHidden: false, reports: [] },
    });
    await dismiss(staff, id, 'Once more.');
    expect(await isQueued(id)).toBe(false);
    expect(await report(customer, id)).toMatchObject({ __typename: 'AlreadyReportedError' });
    const trail = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT operation, reason FROM audit.entries WHERE target = $1`,
      id,
    );
    expect(trail).toEqual([{ operation: 'reviewReportsDismiss', reason: 'It is fine.' }]);
    await report(newCustomer(), id);
    expect(await isQueued(id)).toBe(true);
  });

  it('close the reports of a review that they hide', async () => {
    const { id } = await newReview(products);
    await report(newCustomer(), id);
    await hide(id);
    expect(await isQueued(id)).toBe(false);
  });

  it('alone may', async () => {
    const { author, id } = await newReview(products);
    expect(await dismiss(author, id)).toEqual({ code: 'FORBIDDEN' });
    expect(await dismiss(staff, uuidv7())).toMatchObject({ __typename: 'ReviewNotFoundError' });
    expect(await dismiss(staff, id, ' ')).toMatchObject({ __typename: 'InvalidInputError' });
    const { errors } = await products.graphql(author, '{ reportedReviews { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

it('thirty reports that come at once add up', async () => {
  const { id } = await newReview(products);
  await Promise.all(Array.from({ length: 30 }, () => report(newCustomer(), id)));
  expect((await queue()).find((one) => one.id === id)?.openReports).toBe(30);
});
