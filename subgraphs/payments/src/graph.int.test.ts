import { guestClaimed } from '@cartwright/events';
import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import { startSender, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeCommand, captureCommand, type Purchase } from '../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../test/start-payments.ts';
import { webhookSecret } from '../test/start-simulator.ts';

let store: TestPayments;
beforeAll(async () => {
  store = await startPayments();
});
afterAll(() => store[Symbol.asyncDispose]());

const paid = async (purchase = newPurchase()): Promise<Purchase> => {
  await store.orders.send(authorizeCommand(purchase, 'sim_ok'));
  await store.orders.hear(purchase.paymentId, 'authorized');
  await store.orders.send(captureCommand(purchase));
  await store.orders.hear(purchase.paymentId, 'captured');
  return purchase;
};

const paymentQuery = `query ($id: ID!) { payment(id: $id) {
  id state amount { amount currencyCode } method { token name test } nextAction { redirectUrl }
  failure { code message retry } transactions { kind state amount { amount } }
  receipt { number orderNumber total { gross { amount } net { amount } tax { amount } } paidWith email }
} }`;

const orderQuery = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Order { id receipt { number } } } }`;
const pageQuery = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Payment {
  id state transactions { kind } receipt { number } } } }`;

const seesPayment = async ({ paymentId }: Purchase, viewer: TestViewer) => {
  const { payment } = await store.query<{ payment: object | null }>(paymentQuery, { id: paymentId }, viewer);
  return payment !== null;
};

const receiptOf = async ({ orderId }: Purchase, viewer: TestViewer) => {
  const ids = [{ __typename: 'Order', id: orderId }];
  const data = await store.query<{ _entities: [{ receipt: object | null }] }>(orderQuery, { ids }, viewer);
  return data._entities[0].receipt;
};

describe('payments in the graph', () => {
  it('lists the ways to pay', async () => {
    const query = '{ paymentMethods { token name description test } }';
    const { paymentMethods } = await store.query<{ paymentMethods: object[] }>(query);
    expect(paymentMethods).toHaveLength(12);
    expect(paymentMethods[0]).toMatchObject({ token: 'sim_ok', name: 'Test card', test: true });
  });

  it('shows a paid payment with its transactions and its receipt', async () => {
    const { paymentId, customerId } = await paid();
    const { payment } = await store.query<{ payment: object }>(
      paymentQuery,
      { id: paymentId },
      { id: customerId },
    );
    expect(payment).toEqual({
      id: paymentId,
      state: 'CAPTURED',
      amount: { amount: '12.50', currencyCode: 'EUR' },
      method: { token: 'sim_ok', name: 'Test card', test: true },
      nextAction: null,
      failure: null,
      transactions: [
        { kind: 'AUTHORIZATION', state: 'SUCCEEDED', amount: { amount: '12.50' } },
        { kind: 'CAPTURE', state: 'SUCCEEDED', amount: { amount: '12.50' } },
      ],
      receipt: {
        number: expect.stringMatching(/^R-1\d{5}$/) as string,
        orderNumber: 'CW-1',
        total: { gross: { amount: '12.50' }, net: { amount: '11.50' }, tax: { amount: '1.00' } },
        paidWith: 'Test card',
        email: 'shopper@example.com',
      },
    });
  });

  it('says on a receipt what the amount is made of, where orders did', async () => {
    const purchase = newPurchase();
    const promotion = { promotionId: uuidv7(), title: 'Ten percent off', code: 'TEN', amountMinor: 125 };
    const price = {
      ...{ subtotalMinor: 1250, discountMinor: 375, shippingMinor: 375, shippingDiscountMinor: 250 },
      promotions: [
        { ...promotion, class: 'ORDER' as const },
        { promotionId: uuidv7(), title: 'Delivery', class: 'SHIPPING' as const, amountMinor: 250 },
      ],
      taxLines: [{ rateBasisPoints: 870, netMinor: 1150, taxMinor: 100 }],
      pricesIncludeTax: true,
    };
    await store.orders.send(authorizeCommand(purchase, 'sim_ok', { price }));
    await store.orders.hear(purchase.paymentId, 'authorized');
    await store.orders.send(captureCommand(purchase));
    await store.orders.hear(purchase.paymentId, 'captured');
    const selection = `receipt { price { subtotal { amount } discount { amount } shipping { amount }
      discounts { title code amount { amount } } shippingDiscount { amount } pricesIncludeTax exemptTax { amount }
      taxLines { rate net { amount } tax { amount } } } }`;
    const receipts = async ({ paymentId, customerId }: Purchase) => {
      const query = `query ($id: ID!) { payment(id: $id) { ${selection} } }`;
      return (await store.query<{ payment: object }>(query, { id: paymentId }, { id: customerId })).payment;
    };
    const money = (amount: string) => ({ amount });
    expect(await receipts(purchase)).toEqual({
      receipt: {
        price: {
          ...{ subtotal: money('12.50'), discount: money('3.75'), shipping: money('3.75') },
          ...{ shippingDiscount: money('2.50'), pricesIncludeTax: true, exemptTax: money('0.00') },
          discounts: [
            { title: 'Ten percent off', code: 'TEN', amount: money('1.25') },
            { title: 'Delivery', code: null, amount: money('2.50') },
          ],
          taxLines: [{ rate: '8.7', net: money('11.50'), tax: money('1.00') }],
        },
      },
    });
    expect(await receipts(await paid())).toEqual({ receipt: { price: null } });
  });

  it('shows why a payment was declined', async () => {
    const purchase = newPurchase();
    await store.orders.send(authorizeCommand(purchase, 'sim_declined'));
    await store.orders.hear(purchase.paymentId, 'declined');
    const viewer = { id: purchase.customerId };
    const { payment } = await store.query<{ payment: object }>(
      paymentQuery,
      { id: purchase.paymentId },
      viewer,
    );
    expect(payment).toMatchObject({
      state: 'DECLINED',
      failure: { code: 'card_declined', message: 'The card was declined.', retry: 'OTHER_METHOD' },
      transactions: [{ kind: 'AUTHORIZATION', state: 'FAILED' }],
      receipt: null,
    });
  });

  it('shows a payment and a receipt to their owner and to staff, to nobody else', async () => {
    const purchase = await paid();
    const owner = { id: purchase.customerId };
    const grown = { guestId: purchase.customerId };
    const staff = { role: 'STAFF' } as const;
    const stranger = {};
    for (const viewer of [owner, grown, staff]) {
      expect(await seesPayment(purchase, viewer)).toBe(true);
      expect(await receiptOf(purchase, viewer)).not.toBeNull();
    }
    expect(await seesPayment(purchase, stranger)).toBe(false);
    expect(await receiptOf(purchase, stranger)).toBeNull();
  });

  it('lists the payments of an order as they began, for its owner', async () => {
    const declined = newPurchase();
    await store.orders.send(authorizeCommand(declined, 'sim_declined'));
    await store.orders.hear(declined.paymentId, 'declined');
    const next = await paid({ ...declined, paymentId: newPurchase().paymentId });
    const statesFor = async (viewer: TestViewer) => {
      const query =
        'query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Order { payment { id } payments { id state } } } }';
      const ids = [{ __typename: 'Order', id: declined.orderId }];
      const data = await store.query<{ _entities: [object] }>(query, { ids }, viewer);
      return data._entities[0];
    };
    expect(await statesFor({ id: declined.customerId })).toEqual({
      payment: { id: next.paymentId },
      payments: [
        { id: declined.paymentId, state: 'DECLINED' },
        { id: next.paymentId, state: 'CAPTURED' },
      ],
    });
    expect(await statesFor({})).toEqual({ payment: null, payments: [] });
  });

  it('says until when a payment can be confirmed', async () => {
    const purchase = newPurchase();
    const payUntil = '2026-01-02T10:14:00.000Z';
    await store.orders.send(authorizeCommand(purchase, 'sim_action_required', { payUntil }));
    await store.orders.hear(purchase.paymentId, 'action-required');
    const query = 'query ($id: ID!) { payment(id: $id) { nextAction { payUntil } } }';
    const viewer = { id: purchase.customerId };
    const { payment } = await store.query<{ payment: object }>(query, { id: purchase.paymentId }, viewer);
    expect(payment).toEqual({ nextAction: { payUntil } });
  });

  it('answers ids that are none with null', async () => {
    const { payment } = await store.query<{ payment: null }>(
      paymentQuery,
      { id: 'no-uuid' },
      { role: 'STAFF' },
    );
    expect(payment).toBeNull();
    expect(await receiptOf({ ...newPurchase(), orderId: 'no-uuid' }, { role: 'STAFF' })).toBeNull();
  });

  it('gives a guest’s payments to the customer, those that come in later too', async () => {
    await using accounts = await startSender(store.nats, 'accounts', [guestClaimed]);
    const guestId = uuidv7();
    const customer = { id: uuidv7() };
    const before = await paid({ ...newPurchase(), customerId: guestId });
    await accounts.send(guestClaimed, { guestId, customerId: customer.id });
    await waitFor(() => seesPayment(before, customer));
    const after = await paid({ ...newPurchase(), customerId: guestId });
    expect(await seesPayment(after, customer)).toBe(true);
    expect(await receiptOf(before, customer)).not.toBeNull();
  });

  it('asks the database as often for a page of 40 as for one of 20', async () => {
    const customerId = uuidv7();
    const purchases = Array.from({ length: 40 }, () => ({ ...newPurchase(), customerId }));
    await Promise.all(purchases.map((purchase) => paid(purchase)));
    const statementsOf = async (count: number) => {
      const page = purchases.slice(0, count);
      const ids = page.map(({ paymentId: id }) => ({ __typename: 'Payment', id }));
      const { length: before } = readsOf(store.subgraph.statements.statements());
      const data = await store.query<{ _entities: object[] }>(pageQuery, { ids }, { id: customerId });
      expect(data._entities).toHaveLength(count);
      return readsOf(store.subgraph.statements.statements()).length - before;
    };
    const twenty = await statementsOf(20);
    expect(twenty).toBeGreaterThan(0);
    expect(await statementsOf(40)).toBe(twenty);
  });

  it('numbers receipts without gaps however many are issued at once', async () => {
    const sql = 'SELECT number FROM receipts ORDER BY number';
    const numbers = (await store.database.$queryRawUnsafe<{ number: number }[]>(sql)).map(
      ({ number }) => number,
    );
    expect(numbers.length).toBeGreaterThan(40);
    expect(numbers).toEqual(numbers.map((_, index) => 100_001 + index));
  });
});

describe('the webhook door', () => {
  const payment = {
    reference: 'p1',
    state: 'captured',
    declineCode: null,
    declineReason: null,
    redirectUrl: null,
  };
  const event = () => JSON.stringify({ id: `evt_${uuidv7()}`, type: 'payment.captured', payment });
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`${store.subgraph.url}/webhooks/simulator`, { method: 'POST', headers, body });
  const signed = (body: string, secondsAgo = 0) => ({
    'content-type': 'application/json',
    [webhookSignatureHeader]: signWebhook(webhookSecret, body, new Date(Date.now() - secondsAgo * 1000)),
  });
  const eventsStored = async () => {
    const rows = await store.database.$queryRawUnsafe<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM webhook_events',
    );
    return rows[0]?.n ?? 0;
  };

  it('takes what the provider signed, and a copy of it without a second effect', async () => {
    const body = event();
    const before = await eventsStored();
    expect((await post(body, signed(body))).status).toBe(204);
    expect((await post(body, signed(body, 20))).status).toBe(204);
    expect(await eventsStored()).toBe(before + 1);
  });

  it('refuses what is not signed, signed over other bytes, or older than five minutes, and does not say why', async () => {
    const body = event();
    const before = await eventsStored();
    for (const headers of [{}, signed(`${body} `), signed(body, 301), signed(body, -120)]) {
      const response = await post(body, { 'content-type': 'application/json', ...headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ errors: [{ message: 'Not a valid event.' }] });
    }
    expect(await eventsStored()).toBe(before);
  });

  it('reads nothing that is not signed, and nothing larger than any event', async () => {
    expect((await post('{', { 'content-type': 'application/json' })).status).toBe(401);
    const large = JSON.stringify({ text: 'x'.repeat(64 * 1024) });
    expect((await post(large, signed(large))).status).toBe(413);
  });
});

/** What the loaders send, and not what other work locks meanwhile. */
function readsOf(statements: readonly string[]): string[] {
  return statements.filter((sql) =>
    /^select .* from "(payments|payment_transactions|receipts)".* any\((?!.* for update)/.test(sql),
  );
}
