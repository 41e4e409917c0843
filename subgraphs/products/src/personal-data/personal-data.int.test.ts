import { customerRegistered, userDeleted, userUpdated } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startSender, startTestNats, type TestSender } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { saveReviewer } from '../reviews/door.ts';
import { collect, erase } from './use-cases.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let accounts: TestSender;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20 }));
  const contracts = [customerRegistered, userDeleted, userUpdated];
  accounts = stack.use(await startSender(nats, 'accounts', contracts));
});
afterAll(() => stack.disposeAsync());

const now = new Date('2026-06-01T10:00:00.000Z');
const productId = sampleId('product', 3);

/** Somebody with a name, who has bought a product, reviewed it, and written something that staff have hidden. */
async function reviewer() {
  const { statements, transaction } = products.database;
  const customerId = uuidv7();
  const displayName = `Sam ${customerId}`;
  await transaction((tx) => saveReviewer(tx, { customerId, version: 1, displayName }));
  await statements
    .insertInto('customers')
    .values({ customerId, version: 1, groupIds: [uuidv7()] })
    .execute();
  const purchase = { orderId: uuidv7(), productId, customerId, isUndone: false };
  await statements.insertInto('purchases').values(purchase).execute();
  const review = { customerId, authorName: displayName, rating: 4, title: 'Solid', createdAt: now };
  const [shown, hidden] = [uuidv7(), uuidv7()];
  await statements
    .insertInto('reviews')
    .values([
      { ...review, id: shown, productId, body: 'Does what it should.', hiddenAt: null },
      {
        ...review,
        id: hidden,
        productId: sampleId('product', 4),
        body: `I live at ${customerId}`,
        hiddenAt: now,
      },
    ])
    .execute();
  return { customerId, displayName, shown, hidden };
}

/** Has somebody vote on a review, as `reviewVote` does. */
async function voteOn(reviewId: string, customerId: string, isHelpful: boolean): Promise<void> {
  const { statements } = products.database;
  const vote = { reviewId, customerId, isHelpful, votedAt: now };
  await statements.insertInto('reviewVotes').values(vote).execute();
  await statements
    .updateTable('reviews')
    .set((eb) => ({
      helpfulCount: eb('helpfulCount', '+', isHelpful ? 1 : 0),
      unhelpfulCount: eb('unhelpfulCount', '+', isHelpful ? 0 : 1),
    }))
    .where('id', '=', reviewId)
    .execute();
}

/** Has somebody report a review, as `reviewReport` does. */
async function reportOf(reviewId: string, customerId: string): Promise<void> {
  const { statements } = products.database;
  const report = {
    reviewId,
    customerId,
    kind: 'OTHER',
    text: `Names ${customerId}`,
    reportedAt: now,
  } as const;
  await statements.insertInto('reviewReports').values(report).execute();
  await statements
    .updateTable('reviews')
    .set((eb) => ({ openReports: eb('openReports', '+', 1) }))
    .where('id', '=', reviewId)
    .execute();
}

const eraseNow = (ids: readonly string[]) => products.database.transaction((tx) => erase(tx, ids, now));

async function read(id: string) {
  const { data } = await products.graphql<{ review: object; product: object }>(
    null,
    `query ($id: ID!, $productId: ID!) {
      review(id: $id) { authorName rating title body isVerifiedPurchase }
      product(id: $productId) { rating { average count } }
    }`,
    { id, productId },
  );
  return data;
}

describe('what products keeps of a person', () => {
  it('is given to them: reviews, hidden ones too, votes, what they bought, their name and their groups', async () => {
    const { customerId, displayName } = await reviewer();
    const other = await reviewer();
    await voteOn(other.shown, customerId, false);
    await voteOn(other.shown, uuidv7(), true);
    await reportOf(other.shown, customerId);
    expect(await collect(products.database.statements, [customerId])).toMatchObject({
      reviews: [{ title: 'Solid', rating: 4 }, { body: `I live at ${customerId}` }],
      reviewVotes: [{ reviewId: other.shown, isHelpful: false }],
      reviewReports: [{ reviewId: other.shown, kind: 'OTHER', text: `Names ${customerId}` }],
      purchases: [{ isUndone: false }],
      names: [displayName],
      groupIds: [expect.any(String) as string],
    });
  });
});

describe('who is erased', () => {
  it('has reviews under no name, which go on being counted and marked, and no text that was hidden', async () => {
    const { customerId, displayName, shown, hidden } = await reviewer();
    const before = await read(shown);
    expect(before.review).toMatchObject({ authorName: displayName });
    expect(await eraseNow([customerId])).toBeNull();
    const after = await read(shown);
    expect(after).toEqual({ ...before, review: { ...before.review, authorName: 'A customer' } });
    const { statements } = products.database;
    const gone = await statements
      .selectFrom('reviews')
      .selectAll()
      .where('id', '=', hidden)
      .executeTakeFirst();
    expect(gone).toMatchObject({
      authorName: 'A customer',
      title: '',
      body: '',
      withdrawnAt: now,
      rating: 4,
    });
    expect(await collect(statements, [customerId])).toMatchObject({ names: [], groupIds: [] });
    expect(await eraseNow([customerId])).toBeNull();
    expect(await read(shown)).toEqual(after);
  });

  it('has no votes any more, and reviews count them no more', async () => {
    const [voter, other] = [uuidv7(), uuidv7()];
    const [one, two] = [await reviewer(), await reviewer()];
    await voteOn(one.shown, voter, true);
    await voteOn(one.shown, other, true);
    await voteOn(two.shown, voter, false);
    await eraseNow([voter]);
    const { statements } = products.database;
    const counts = await statements
      .selectFrom('reviews')
      .select(['id', 'helpfulCount', 'unhelpfulCount'])
      .where('id', 'in', [one.shown, two.shown])
      .orderBy('helpfulCount')
      .execute();
    expect(counts).toEqual([
      { id: two.shown, helpfulCount: 0, unhelpfulCount: 0 },
      { id: one.shown, helpfulCount: 1, unhelpfulCount: 0 },
    ]);
    expect(await collect(statements, [voter])).toMatchObject({ reviewVotes: [] });
    expect(await collect(statements, [other])).toMatchObject({ reviewVotes: [{ isHelpful: true }] });
  });

  it('has reported nothing any more', async () => {
    const [person, other] = [uuidv7(), uuidv7()];
    const { shown } = await reviewer();
    await reportOf(shown, person);
    await reportOf(shown, other);
    await eraseNow([person]);
    const { statements } = products.database;
    const left = await statements
      .selectFrom('reviews')
      .select('openReports')
      .where('id', '=', shown)
      .execute();
    expect(left).toEqual([{ openReports: 1 }]);
    expect(await collect(statements, [person])).toMatchObject({ reviewReports: [] });
    expect(await collect(statements, [other])).toMatchObject({ reviewReports: [{ kind: 'OTHER' }] });
  });

  it('may be erased while another is whose reviews they voted on', async () => {
    const pairs = await Promise.all(Array.from({ length: 6 }, () => Promise.all([reviewer(), reviewer()])));
    let attempts = 0;
    for (const [one, other] of pairs) {
      await voteOn(one.shown, other.customerId, true);
      await voteOn(other.shown, one.customerId, true);
    }
    const eraseOne = (id: string) =>
      products.database.transaction((tx) => {
        attempts += 1;
        return erase(tx, [id], now);
      });
    await Promise.all(pairs.flat().map(({ customerId }) => eraseOne(customerId)));
    expect(attempts).toBe(12);
  });

  it('takes no other’s name away', async () => {
    const { shown, displayName } = await reviewer();
    await eraseNow([uuidv7()]);
    expect((await read(shown)).review).toMatchObject({ authorName: displayName });
  });

  it('is not brought back by what accounts told before and arrives after', async () => {
    const { customerId, shown } = await reviewer();
    const { statements } = products.database;
    const deletedAt = now.toISOString();
    await accounts.send(userDeleted, { customerId, requestId: uuidv7(), guestIds: [], deletedAt });
    await expect
      .poll(() => read(shown).then(({ review }) => review), { timeout: 20_000 })
      .toMatchObject({ authorName: 'A customer' });
    const sam = { customerId, email: 'sam@example.com', firstName: 'Sam', locale: 'en' };
    await accounts.send(customerRegistered, sam);
    const more = { version: 9, isEmailVerified: true, groupIds: [uuidv7()], company: null, vatId: null };
    await accounts.send(userUpdated, { ...sam, ...more });
    const handled = async () => {
      const { rows } = await sql`
        SELECT FROM messaging.inbox WHERE business_id IN (${customerId}, ${`${customerId}:9`})`.execute(
        statements,
      );
      return rows.length;
    };
    await expect.poll(handled, { timeout: 20_000 }).toBe(3);
    expect(await collect(statements, [customerId])).toMatchObject({ names: [], groupIds: [] });
    expect((await read(shown)).review).toMatchObject({ authorName: 'A customer' });
  });
});
