import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import {
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

/** Somebody new who pays with a card. */
async function order(token: string) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 20, 33);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, ...(await placeOrder(buyer, placeInput(cart, token))) };
}

it('a card of many accounts is looked at: the buyer sees it being checked, staff approve, and it is paid', async () => {
  const token = `sim_card_${randomUUID().replaceAll('-', '')}`;
  const strangers = await Promise.all([order(token), order(token), order(token)]);
  await Promise.all(strangers.map(({ buyer, id }) => followToEnd(buyer, id)));

  const { buyer, id } = await order(token);
  await using events = followOrder(buyer, id);
  const checked = await paymentBecomes(buyer, id, 'IN_REVIEW');
  expect(checked).toMatchObject({ status: 'CREATED', payUntil: null, payment: { state: 'AUTHORIZED' } });
  const risk = 'query ($id: ID!) { order(id: $id) { payment { risk { reasons } } } }';
  expect(await buyer.ask(risk, { id })).toEqual({ order: { payment: { risk: null } } });

  const told = '{ notifications(first: 10) { nodes { type state order { id } } } }';
  await expect
    .poll(() => buyer.ask(told), { timeout: 20_000 })
    .toEqual({ notifications: { nodes: [{ type: 'ORDER_IN_REVIEW', state: 'SENT', order: { id } }] } });

  const staff = await staffClient(graphqlUrl);
  const { paymentReviews } = await staff.ask<{ paymentReviews: { nodes: { order: { id: string } }[] } }>(
    `{ paymentReviews(first: 100) { nodes { order { id payment { risk { reasons } } } reasons { code message } } } }`,
  );
  const reasons = [{ code: 'METHOD_OF_MANY_ACCOUNTS', message: 'Several accounts pay with this card.' }];
  expect(paymentReviews.nodes.find((review) => review.order.id === id)).toEqual({
    order: { id, payment: { risk: { reasons: ['METHOD_OF_MANY_ACCOUNTS'] } } },
    reasons,
  });
  const approve = `mutation ($input: PaymentReviewApproveInput!) { paymentReviewApprove(input: $input) {
    __typename ... on PaymentReviewApproveSuccess { review { state } } } }`;
  expect(await staff.ask(approve, { input: { orderId: id, reason: 'A gift to a club.' } })).toEqual({
    paymentReviewApprove: { __typename: 'PaymentReviewApproveSuccess', review: { state: 'APPROVED' } },
  });
  const seen = await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CONFIRMED');
  expect(seen.at(-1)?.orderStatusChanged.order.payment?.state).toBe('CAPTURED');
});
