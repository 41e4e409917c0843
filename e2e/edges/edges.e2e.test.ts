import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  retryPayment,
} from '../support/shopper.ts';

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ env: { orders: { CHECKOUT_RESERVATION_SECONDS: '20' } } });
});
afterAll(async () => {
  await store.stop();
});

/** A guest with an order that is paid as `token` says. */
async function buy(token: string, skip = 0) {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 20, skip);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, cart, order: await placeOrder(buyer, placeInput(cart, token)) };
}

async function nothingIsWrong() {
  await expect.poll(() => violations(store), { timeout: 60_000, interval: 500 }).toEqual([]);
}

function cancel(buyer: GraphqlClient, orderId: string) {
  return buyer.ask<{ orderCancel: { __typename: string } }>(
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { __typename } }',
    { input: { orderId } },
  );
}

describe('a payment that waits for the buyer', () => {
  it('is cancelled before the reservation expires, and the cart is active again', async () => {
    await Promise.all(
      ['sim_action_required', 'sim_timeout'].map(async (token) => {
        const { buyer, cart, order } = await buy(token);
        const events = await followToEnd(buyer, order.id);
        expect(events.at(-1)?.orderStatusChanged.status).toBe('CANCELLED');
        await expect
          .poll(() => currentCart(buyer, cart.id), { timeout: 20_000 })
          .toMatchObject({ status: 'ACTIVE' });
      }),
    );
    await nothingIsWrong();
  });

  it('is cancelled too when it was declined and not tried again in time; then it is too late', async () => {
    const { buyer, cart, order } = await buy('sim_declined', 2);
    const { payUntil } = await paymentBecomes(buyer, order.id, 'DECLINED');
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CANCELLED');
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(payUntil ?? ''));
    expect(await retryPayment(buyer, { orderId: order.id, token: 'sim_ok' })).toEqual({
      __typename: 'PaymentRetryUnavailableError',
      reason: 'ENDED',
    });
    const { order: ended } = await buyer.ask<{ order: object }>(
      'query ($id: ID!) { order(id: $id) { paymentStatus payUntil cancellation { reason } } }',
      { id: order.id },
    );
    expect(ended).toEqual({
      paymentStatus: 'DECLINED',
      payUntil: null,
      cancellation: { reason: 'PAYMENT_DECLINED' },
    });
    await expect
      .poll(() => currentCart(buyer, cart.id), { timeout: 20_000 })
      .toMatchObject({ status: 'ACTIVE' });
    await nothingIsWrong();
  });

  it('continues once the buyer has confirmed it', async () => {
    const { buyer, order } = await buy('sim_action_required', 1);
    await using events = followOrder(buyer, order.id);
    await events.until(
      ({ orderStatusChanged }) => orderStatusChanged.order.payment?.state === 'ACTION_REQUIRED',
    );
    const { order: asked } = await buyer.ask<{ order: { payment: { nextAction: { redirectUrl: string } } } }>(
      'query ($id: ID!) { order(id: $id) { payment { nextAction { redirectUrl } } } }',
      { id: order.id },
    );
    const page = await fetch(asked.payment.nextAction.redirectUrl);
    expect(await page.text()).toContain('Approve');
    const decision = new URLSearchParams({ decision: 'approve' });
    const answer = await fetch(asked.payment.nextAction.redirectUrl, { method: 'POST', body: decision });
    expect(answer.ok).toBe(true);
    await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CONFIRMED');
    await nothingIsWrong();
  });
});

describe('a cancellation by the buyer', () => {
  it('succeeds at any step', async () => {
    const ends = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (version) => {
        const { buyer, order } = await buy('sim_ok', version);
        await using events = followOrder(buyer, order.id);
        await events.until(({ orderStatusChanged }) => orderStatusChanged.version >= version);
        expect((await cancel(buyer, order.id)).orderCancel.__typename).toBe('OrderCancelSuccess');
        const seen = await events.until(
          ({ orderStatusChanged }) => orderStatusChanged.status === 'CANCELLED',
        );
        return seen.at(-1)?.orderStatusChanged.status;
      }),
    );
    expect(ends).toEqual(ends.map(() => 'CANCELLED'));
    await nothingIsWrong();
  });
});

describe('what a checkout does not depend on', () => {
  it('may be down: mail, notifications and Redis', async () => {
    const email = `patient-${crypto.randomUUID()}@example.com`;
    store.services.redis.kill('SIGSTOP');
    const [mailbox, notifications] = [store.process('mailbox'), store.process('notifications')];
    await Promise.all([mailbox.stop(), notifications.stop()]);
    try {
      const buyer = await guest(store.graphqlUrl);
      const variant = await findVariant(graphqlClient(store.graphqlUrl), 20, 8);
      const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
      const order = await placeOrder(buyer, { ...placeInput(cart), email });
      const events = await followToEnd(buyer, order.id);
      expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    } finally {
      store.services.redis.kill('SIGCONT');
      await Promise.all([mailbox.start(), notifications.start()]);
    }
    expect((await mailTo(store.mailboxUrl, email, 'confirmed')).subject).toContain('CW-');
  });

  it('may hang for a while: NATS; an order is accepted meanwhile and continues afterwards', async () => {
    const buyer = await guest(store.graphqlUrl);
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 20, 9);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    store.services.nats.kill('SIGSTOP');
    const order = await placeOrder(buyer, placeInput(cart)).finally(() =>
      store.services.nats.kill('SIGCONT'),
    );
    expect(order.status).toBe('PENDING');
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });
});
