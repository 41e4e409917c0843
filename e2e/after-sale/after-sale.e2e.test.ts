import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');
const visitor = graphqlClient(graphqlUrl);

/** Confirms the customer's address by the mailed link: mails greet nobody by name before. */
async function confirmAddress(buyer: GraphqlClient, email: string): Promise<void> {
  const { text } = await mailTo(mailboxUrl, email, 'Confirm your e-mail address');
  const token = /\/email-verification\?token=([\w-]+)/.exec(text)?.[1];
  const input = { token };
  const verified = await mutate(buyer, { name: 'customerEmailVerify', input, select: '__typename' });
  expect(verified).toEqual({ __typename: 'CustomerEmailVerifySuccess' });
}

/** A customer who reads German, and an order that is paid. */
async function soldToGerman() {
  const email = `buyer-${randomUUID()}@example.com`;
  const buyer = await register(await guest(graphqlUrl), email);
  await confirmAddress(buyer, email);
  await buyer.ask(
    `mutation { customerUpdate(input: { firstName: "Robin", locale: "de-AT" }) {
      ... on CustomerUpdateSuccess { user { locale } } } }`,
  );
  const variant = await findVariant(visitor, 10);
  const order = await placeOrder(buyer, {
    ...placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }])),
    email,
  });
  return { buyer, email, order, variant };
}

interface SeenReview {
  readonly id: string;
  readonly title: string;
  readonly isVerifiedPurchase: boolean;
  readonly helpfulCount: number;
  readonly answer: { readonly body: string } | null;
}

/** What shops see of a product's reviews. */
async function reviewsOf(client: GraphqlClient, slug: string) {
  const { product } = await client.ask<{
    product: {
      id: string;
      viewerReview: { id: string } | null;
      rating: { count: number; distribution: { stars: number; count: number }[] };
      reviews: { nodes: SeenReview[] };
    };
  }>(
    `query ($slug: String!) { product(slug: $slug) { id viewerReview { id } rating { count distribution { stars count } }
      reviews(first: 100) { nodes { id title isVerifiedPurchase helpfulCount answer { body } } } } }`,
    { slug },
  );
  return product;
}

describe('after the sale', () => {
  it('a customer is written to in their own language, and told what becomes of the money', async () => {
    const { buyer, email, order, variant } = await soldToGerman();
    const confirmed = await mailTo(mailboxUrl, email, 'bestätigt');
    expect(confirmed.text).toMatch(/^Guten Tag Robin,/);
    expect(confirmed.text).toContain(variant.name);
    expect(confirmed.text).toMatch(/Gesamt: \d+,\d\d\u00a0€/);
    expect(confirmed.text).toContain('Deutschland');
    expect(confirmed.text).toContain(`/orders/${order.number}`);
    await mutate(buyer, { name: 'orderCancel', input: { orderId: order.id }, select: '__typename' });
    const cancelled = await mailTo(mailboxUrl, email, 'storniert');
    expect(cancelled.text).toMatch(/Wir haben \d+,\d\d\u00a0€ .* erstattet/);
  });

  it('a buyer’s review is marked, changed by its author, voted on by others, answered and hidden by staff', async () => {
    const { buyer, variant } = await soldToGerman();
    const staff = await staffClient(graphqlUrl);
    const { slug } = variant;
    const { id: productId, ...before } = await reviewsOf(visitor, slug);
    const count = async () => (await reviewsOf(visitor, slug)).rating.count;
    const fives = ({ distribution }: typeof before.rating) => distribution[0]?.count ?? 0;
    const own = async () =>
      (await reviewsOf(visitor, slug)).reviews.nodes.find(({ title }) => title === 'Zwei');
    const written = { productId, rating: 5, title: 'Eins', body: 'Gut.' };
    await mutate(buyer, { name: 'reviewCreate', input: written, select: '__typename' });
    const id = (await reviewsOf(buyer, slug)).viewerReview?.id;
    await mutate(buyer, { name: 'reviewUpdate', input: { id, title: 'Zwei' }, select: '__typename' });
    await expect.poll(async () => (await own())?.isVerifiedPurchase, { timeout: 20_000 }).toBe(true);
    expect(fives((await reviewsOf(visitor, slug)).rating)).toBe(fives(before.rating) + 1);
    const vote = { name: 'reviewVote', input: { id, isHelpful: true }, select: '__typename' };
    expect(await mutate(buyer, vote)).toEqual({ __typename: 'OwnReviewError' });
    const voter = await register(await guest(graphqlUrl));
    expect(await mutate(voter, vote)).toEqual({ __typename: 'ReviewVoteSuccess' });
    const answer = { name: 'reviewAnswer', input: { id, body: 'Danke.' }, select: '__typename' };
    expect(await mutate(staff, answer)).toEqual({ __typename: 'ReviewAnswerSuccess' });
    expect(await own()).toMatchObject({ helpfulCount: 1, answer: { body: 'Danke.' } });
    const moderate = (name: string) =>
      staff.ask<{ result: { review: { moderations: { staff: { email: string } }[] } } }>(
        `mutation ($input: ReviewModerateInput!) { result: ${name}(input: $input) {
          ... on ReviewModerateSuccess { review { moderations { staff { email } } } } } }`,
        { input: { id, reason: 'Off topic.' } },
      );
    const hidden = await moderate('reviewHide');
    expect(hidden.result.review.moderations).toEqual([{ staff: { email: 'staff@example.com' } }]);
    expect(await own()).toBeUndefined();
    expect((await reviewsOf(visitor, slug)).rating).toEqual(before.rating);
    await moderate('reviewShow');
    expect(await count()).toBe(before.rating.count + 1);
    await mutate(buyer, { name: 'reviewDelete', input: { id }, select: '__typename' });
    expect(await count()).toBe(before.rating.count);
  });
});
