import { describe, expect, inject, it } from 'vitest';
import { currencies } from '../support/currencies.ts';
import { expectOnePrice } from '../support/expect-one-price.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  place,
  placeInput,
  placeOrder,
  quantityAvailable,
  register,
  signIn,
} from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');
const simulatorUrl = inject('simulatorUrl');
const visitor = graphqlClient(graphqlUrl);

describe('from the catalogue to a paid order', () => {
  it('keeps a guest’s cart through registration and follows the order to CONFIRMED', async () => {
    const email = `buyer-${crypto.randomUUID()}@example.com`;
    const variant = await findVariant(visitor, 10);
    const guestClient = await guest(graphqlUrl);
    const guestCart = await fillCart(guestClient, [{ variantId: variant.id, quantity: 2 }]);

    const buyer = await register(guestClient, email);
    const cart = await currentCart(buyer);
    expect(cart).toMatchObject({ id: guestCart.id, totalQuantity: 2 });

    const order = await placeOrder(buyer, { ...placeInput(guestCart), email });
    expect(order.status).toBe('PENDING');

    const events = await followToEnd(buyer, order.id);
    const last = events.at(-1)?.orderStatusChanged;
    expect(last).toMatchObject({
      status: 'CONFIRMED',
      order: {
        lines: [{ quantity: 2, variant: { id: variant.id, product: { name: variant.name } } }],
        payment: { state: 'CAPTURED' },
      },
    });
    expect(await currentCart(buyer)).toBeNull();

    const mail = await mailTo(mailboxUrl, email, 'confirmed');
    expect(mail.text).toContain(order.number);
    expect(mail.text).toContain(variant.name);
  });

  it('resumes after a version for a subscriber that reconnects, and misses nothing', async () => {
    const buyer = await guest(graphqlUrl);
    const variant = await findVariant(visitor, 10, 1);
    const order = await placeOrder(
      buyer,
      placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }])),
    );
    const seen = (await followToEnd(buyer, order.id)).map((event) => event.orderStatusChanged.version);
    const again = (await followToEnd(buyer, order.id, 1)).map((event) => event.orderStatusChanged.version);
    const last = seen.at(-1) ?? 0;
    expect(again).toEqual(Array.from({ length: last - 1 }, (_, index) => index + 2));
  });

  it('hides the orders of others, by query and by subscription', async () => {
    const buyer = await guest(graphqlUrl);
    const variant = await findVariant(visitor, 10, 2);
    const order = await placeOrder(
      buyer,
      placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }])),
    );
    const stranger = await guest(graphqlUrl);
    const answer = await stranger.send<{ order: unknown }>('query ($id: ID!) { order(id: $id) { id } }', {
      id: order.id,
    });
    expect(answer).toEqual({ data: { order: null } });
    await using events = followOrder(stranger, order.id);
    await expect(events.until(() => true)).rejects.toThrow();
    await followToEnd(buyer, order.id);
  });

  it.each(currencies)(
    'shows the same price in %s in the cart, on the order, on the receipt and in the mail',
    (currencyCode) =>
      expectOnePrice({ graphqlUrl, mailboxUrl, simulatorUrl }, { currencyCode, delivery: 'express' }),
  );

  it('returns the receipt and the whole timeline once the order is paid', async () => {
    const buyer = await signIn(visitor, 'shopper@example.com', 'let-me-shop-2026');
    const variant = await findVariant(visitor, 10, 3);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    const order = await placeOrder(buyer, placeInput(cart));
    await followToEnd(buyer, order.id);
    const answer = await buyer.ask<{ order: Record<string, unknown> }>(
      `query ($id: ID!) { order(id: $id) {
        status paymentStatus
        timeline { version code }
        receipt { number orderNumber }
        payment { receipt { number } }
        customer { displayName orders(first: 1) { nodes { id } } }
      } }`,
      { id: order.id },
    );
    expect(answer.order).toMatchObject({
      status: 'CONFIRMED',
      paymentStatus: 'PAID',
      receipt: {
        number: expect.stringMatching(/^R-\d+$/) as string,
        orderNumber: order.number,
      },
      customer: { orders: { nodes: [{ id: order.id }] } },
    });
    const codes = (answer.order['timeline'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_AUTHORIZED',
      'STOCK_COMMITTED',
      'PAYMENT_CAPTURED',
      'ORDER_CONFIRMED',
    ]);
  });
});

describe('a checkout that ends without a sale', () => {
  it('ends in CANCELLED with the reason when the card is declined for good, stock back and the cart usable again', async () => {
    const buyer = await guest(graphqlUrl);
    const variant = await findVariant(visitor, 10, 4);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 3 }]);
    const before = await quantityAvailable(visitor, variant.slug, variant.id);
    const order = await placeOrder(buyer, placeInput(cart, 'sim_blocked'));
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CANCELLED');
    const { order: cancelled } = await buyer.ask<{ order: unknown }>(
      'query ($id: ID!) { order(id: $id) { status cancellation { reason message } } }',
      { id: order.id },
    );
    expect(cancelled).toMatchObject({ status: 'CANCELLED', cancellation: { reason: 'PAYMENT_DECLINED' } });
    expect(await quantityAvailable(visitor, variant.slug, variant.id)).toBe(before);

    await expect
      .poll(() => currentCart(buyer, cart.id), { timeout: 20_000 })
      .toMatchObject({ status: 'ACTIVE', totalQuantity: 3 });
    const retry = await placeOrder(buyer, placeInput(cart));
    const retried = await followToEnd(buyer, retry.id);
    expect(retried.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });

  it('refuses an order whose total has changed, and names the new total', async () => {
    const buyer = await guest(graphqlUrl);
    const variant = await findVariant(visitor, 10, 5);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    const input = { ...placeInput(cart), expectedTotal: { amount: '0.01', currencyCode: 'EUR' } };
    expect(await place(buyer, input)).toMatchObject({ __typename: 'PriceChangedError' });
    expect(await currentCart(buyer)).toMatchObject({ id: cart.id, status: 'ACTIVE' });
  });

  it('gives the same order for the same key and refuses the key for another input', async () => {
    const buyer = await guest(graphqlUrl);
    const variant = await findVariant(visitor, 10, 6);
    const input = placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]));
    const first = await placeOrder(buyer, input);
    const repeats = await Promise.all([place(buyer, input), place(buyer, input)]);
    expect(repeats.map((repeat) => repeat.order?.id)).toEqual([first.id, first.id]);
    expect(await place(buyer, { ...input, email: 'other@example.com' })).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
    });
    await followToEnd(buyer, first.id);
  });
});
