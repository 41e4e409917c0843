import { describe, expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  paymentBecomes,
  place,
  placeInput,
  placeOrder,
  retryPayment,
} from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
const returnUrl = 'http://localhost:3000/checkout/return';

/** A guest and what they need to order. */
async function readyToBuy(skip: number, token: string) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 20, skip);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, input: placeInput(cart, token) };
}

/** Answers the bank as a browser does, up to where it leads. */
async function answerBank(page: string, decision: 'approve' | 'decline') {
  const body = new URLSearchParams({ decision });
  const { status, headers } = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  return { status, location: headers.get('location') };
}

describe('a payment that is declined', () => {
  it('is told to subscribers with the time that is left, and another one confirms the order', async () => {
    const { buyer, input } = await readyToBuy(30, 'sim_declined');
    const order = await placeOrder(buyer, input);
    await using events = followOrder(buyer, order.id);
    await events.until(({ orderStatusChanged }) => orderStatusChanged.order.payment?.state === 'DECLINED');
    const declined = await paymentBecomes(buyer, order.id, 'DECLINED');
    expect(declined).toMatchObject({
      status: 'CREATED',
      payments: [{ state: 'DECLINED', failure: { code: 'card_declined', retry: 'OTHER_METHOD' } }],
    });
    expect(Date.parse(declined.payUntil ?? '')).toBeGreaterThan(Date.now());
    expect(await retryPayment(buyer, { orderId: order.id, token: 'sim_ok' })).toMatchObject({
      __typename: 'OrderPaymentRetrySuccess',
      order: { paymentStatus: 'PENDING', payUntil: declined.payUntil },
    });
    const seen = await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CONFIRMED');
    expect(seen.at(-1)?.orderStatusChanged.order.payment?.state).toBe('CAPTURED');
    const paid = await paymentBecomes(buyer, order.id, 'PAID');
    expect(paid.payments.map(({ state }) => state)).toEqual(['DECLINED', 'CAPTURED']);
    expect(paid).toMatchObject({ payUntil: null, payment: { id: paid.payments[1]?.id } });
  });

  it('cannot be tried again by a stranger', async () => {
    const { buyer, input } = await readyToBuy(31, 'sim_declined');
    const { id: orderId } = await placeOrder(buyer, input);
    await paymentBecomes(buyer, orderId, 'DECLINED');
    const stranger = await guest(graphqlUrl);
    expect(await retryPayment(stranger, { orderId, token: 'sim_ok' })).toEqual({
      __typename: 'OrderNotFoundError',
    });
    expect(await paymentBecomes(buyer, orderId, 'DECLINED')).toMatchObject({ status: 'CREATED' });
  });
});

describe('a payment that the buyer has to confirm', () => {
  it('leads from the bank back to the shop, with the order, and says until when', async () => {
    const { buyer, input } = await readyToBuy(32, 'sim_action_required');
    const { id: orderId } = await placeOrder(buyer, { ...input, returnUrl });
    const { payment, payUntil } = await paymentBecomes(buyer, orderId, 'ACTION_REQUIRED');
    expect(payment?.nextAction?.payUntil).toBe(payUntil);
    expect(await answerBank(payment?.nextAction?.redirectUrl ?? '', 'approve')).toEqual({
      status: 303,
      location: `${returnUrl}?orderId=${orderId}`,
    });
    const events = await followToEnd(buyer, orderId);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });

  it('can be refused at the bank and paid in another way, which leads back too', async () => {
    const { buyer, input } = await readyToBuy(33, 'sim_action_required');
    const { id: orderId } = await placeOrder(buyer, input);
    const first = await paymentBecomes(buyer, orderId, 'ACTION_REQUIRED');
    expect((await answerBank(first.payment?.nextAction?.redirectUrl ?? '', 'decline')).status).toBe(200);
    await paymentBecomes(buyer, orderId, 'DECLINED');
    const app = 'cartwright://orders/paid';
    await retryPayment(buyer, { orderId, token: 'sim_action_required', returnUrl: app });
    const second = await paymentBecomes(buyer, orderId, 'ACTION_REQUIRED');
    expect(await answerBank(second.payment?.nextAction?.redirectUrl ?? '', 'approve')).toEqual({
      status: 303,
      location: `${app}?orderId=${orderId}`,
    });
    expect((await followToEnd(buyer, orderId)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });

  it('makes way for another one when the buyer leaves it, and cannot be confirmed any more', async () => {
    const { buyer, input } = await readyToBuy(34, 'sim_action_required');
    const { id: orderId } = await placeOrder(buyer, { ...input, returnUrl });
    const { payment } = await paymentBecomes(buyer, orderId, 'ACTION_REQUIRED');
    await retryPayment(buyer, { orderId, token: 'sim_ok' });
    expect((await followToEnd(buyer, orderId)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    const page = payment?.nextAction?.redirectUrl ?? '';
    expect(await (await fetch(page)).text()).toContain('The payment was cancelled.');
    expect(await answerBank(page, 'approve')).toMatchObject({ status: 303 });
    const paid = await paymentBecomes(buyer, orderId, 'PAID');
    expect(paid.payments.map(({ state }) => state)).toEqual(['VOIDED', 'CAPTURED']);
  });
});

describe('a payment token that is not on offer', () => {
  const token = 'nonsense';
  const refused = { __typename: 'InvalidInputError' };

  /** Until orders has heard what is on offer, any token would do: tried on a cart that does not exist. */
  const untilOffered = async ({ buyer, input }: Awaited<ReturnType<typeof readyToBuy>>) => {
    const probe = { ...input, cartId: crypto.randomUUID(), paymentMethod: { token } };
    await expect.poll(async () => (await place(buyer, probe)).__typename).toBe(refused.__typename);
  };

  it('makes no order, and leaves cart and key for one that is', async () => {
    const { buyer, input } = await readyToBuy(36, 'sim_ok');
    await untilOffered({ buyer, input });
    expect(await place(buyer, { ...input, paymentMethod: { token } })).toMatchObject(refused);
    const { orders } = await buyer.ask<{ orders: { nodes: unknown[] } }>('{ orders { nodes { id } } }');
    expect(orders.nodes).toEqual([]);
    expect(await currentCart(buyer)).toMatchObject({ id: input.cartId });
    const { id } = await placeOrder(buyer, input);
    expect((await followToEnd(buyer, id)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });

  it('is no way to pay an order again', async () => {
    const { buyer, input } = await readyToBuy(37, 'sim_declined');
    await untilOffered({ buyer, input });
    const { id: orderId } = await placeOrder(buyer, input);
    await paymentBecomes(buyer, orderId, 'DECLINED');
    expect(await retryPayment(buyer, { orderId, token })).toEqual({
      ...refused,
      fields: [{ path: ['paymentMethod', 'token'], code: 'INVALID_VALUE' }],
    });
    await retryPayment(buyer, { orderId, token: 'sim_ok' });
    expect((await followToEnd(buyer, orderId)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });
});

describe('a way back that the store does not know', () => {
  it.each(['https://evil.example/', 'http://localhost:3000@evil.example/', 'javascript:alert(1)', ''])(
    'is refused, and nothing is ordered: %j',
    async (given) => {
      const { buyer, input } = await readyToBuy(35, 'sim_action_required');
      expect((await place(buyer, { ...input, returnUrl: given })).__typename).toMatch(/^Invalid/);
      const { orders } = await buyer.ask<{ orders: { nodes: unknown[] } }>('{ orders { nodes { id } } }');
      expect(orders.nodes).toEqual([]);
    },
  );
});
