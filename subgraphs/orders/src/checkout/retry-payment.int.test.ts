import { message, paymentAuthorized, paymentMethodsOffered } from '@cartwright/events';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancel,
  follow,
  newCustomer,
  paymentIdOf,
  place,
  placeInput,
  readOrder,
  retryPayment,
  staff,
  type KnownViewer,
  type SeenOrder,
} from '../../test/operations.ts';
import { startCounterparts, type Counterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type OrdersReplica, type TestOrders } from '../../test/start-test-orders.ts';

const returnUrl = 'https://shop.example.com/return';
let nats: TestNats;
let counterparts: Counterparts;
let orders: TestOrders;
let replica: OrdersReplica;

beforeAll(async () => {
  nats = await startTestNats();
  counterparts = await startCounterparts(nats);
  orders = await startTestOrders({ natsUrl: nats.urlFor('orders'), stepTimeoutSeconds: 0.2 });
  replica = await orders.startReplica();
});
afterAll(async () => {
  await orders[Symbol.asyncDispose]();
  await counterparts[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
});

const placeWith = async (viewer: KnownViewer, token: string, more: object = {}): Promise<SeenOrder> =>
  (await place(orders, viewer, placeInput({ paymentMethod: { token }, ...more }))).order;

/** The order as soon as these are its status and that of its payment. */
const reached = (viewer: KnownViewer, id: string, expected: Partial<SeenOrder>): Promise<SeenOrder> =>
  waitFor(
    async () => {
      const order = await readOrder(replica, viewer, id);
      const { status = order?.status, paymentStatus = order?.paymentStatus } = expected;
      return order?.status === status && order?.paymentStatus === paymentStatus && order;
    },
    { describe: `the order to be ${JSON.stringify(expected)}` },
  );

const codesOf = ({ timeline }: SeenOrder): string[] => timeline.map(({ code }) => code);

/** What orders has asked of payments about an order: `authorize sim_ok`. */
const asked = async (
  orderId: string,
): Promise<{ what: string; paymentId: string; returnUrl: string | null }[]> => {
  const query = sql<{ type: string; data: Record<string, string | null> }>`
    SELECT DISTINCT ON (type, business_id) type, envelope -> 'data' AS data, id FROM messaging.outbox
    WHERE type LIKE 'payments.%' AND key = ${orderId} ORDER BY type, business_id, id`;
  const { rows } = await query.execute(orders.database.statements);
  return rows.map(({ type, data }) => ({
    what: [type.split('.')[1], data['paymentMethodToken']].filter(Boolean).join(' '),
    paymentId: data['paymentId'] ?? '',
    returnUrl: data['returnUrl'] ?? null,
  }));
};

describe('a declined payment', () => {
  it('waits for another one, says until when, and the order is confirmed by it', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_declined', { returnUrl });
    const feed = await follow(orders, customer, id, 0);
    const [declined] = (
      await feed.until(({ orderStatusChanged }) => orderStatusChanged.entry.code === 'PAYMENT_DECLINED')
    ).slice(-1);
    const waiting = declined?.orderStatusChanged.order;
    expect(waiting).toMatchObject({ status: 'CREATED', paymentStatus: 'DECLINED' });
    await feed.close();
    const leftMs = Date.parse(waiting?.payUntil ?? '') - Date.now();
    expect(leftMs).toBeGreaterThan(13 * 60_000);
    const first = await paymentIdOf(orders, id);
    const again = await retryPayment(orders, customer, { orderId: id, returnUrl });
    expect(again).toMatchObject({
      __typename: 'OrderPaymentRetrySuccess',
      order: { paymentStatus: 'PENDING' },
    });
    const confirmed = await reached(customer, id, { status: 'CONFIRMED' });
    expect(codesOf(confirmed)).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_DECLINED',
      'PAYMENT_RETRIED',
      'PAYMENT_AUTHORIZED',
      'STOCK_COMMITTED',
      'PAYMENT_CAPTURED',
      'ORDER_CONFIRMED',
    ]);
    expect(confirmed).toMatchObject({ paymentStatus: 'PAID', payUntil: null });
    expect(await paymentIdOf(orders, id)).not.toBe(first);
    expect((await asked(id)).map(({ what }) => what).toSorted()).toEqual([
      'authorize sim_declined',
      'authorize sim_ok',
      'capture',
    ]);
    expect((await asked(id)).filter((one) => one.returnUrl === returnUrl)).toHaveLength(2);
  });

  it('is tried again once for a key, however often and at how many replicas it is asked for', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_declined');
    await reached(customer, orderId, { paymentStatus: 'DECLINED' });
    const key = uuidv7();
    const input = { orderId, token: 'sim_declined', key };
    const answers = await Promise.all(
      [orders, replica, orders, replica].map((one) => retryPayment(one, customer, input)),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(
      answers.map(() => 'OrderPaymentRetrySuccess'),
    );
    const other = await retryPayment(orders, customer, { ...input, token: 'sim_ok' });
    expect(other.__typename).toBe('IdempotencyKeyReusedError');
    await waitFor(async () => {
      const order = await readOrder(orders, customer, orderId);
      return order !== null && codesOf(order).filter((code) => code === 'PAYMENT_DECLINED').length === 2;
    });
    expect(await retryPayment(replica, customer, input)).toMatchObject({
      order: { paymentStatus: 'DECLINED' },
    });
    expect(await asked(orderId)).toHaveLength(2);
    await cancel(orders, customer, orderId);
  });

  it('cancels the order when the last attempt is declined', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_declined');
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await reached(customer, orderId, { paymentStatus: 'DECLINED' });
      await retryPayment(orders, customer, { orderId, token: 'sim_declined' });
    }
    expect(await reached(customer, orderId, { status: 'CANCELLED' })).toMatchObject({
      cancellation: { reason: 'PAYMENT_DECLINED', message: 'The card was declined.' },
    });
    expect(await asked(orderId)).toHaveLength(5);
  });

  it('is given up with the order by the buyer, and cannot be tried again then', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_declined');
    await reached(customer, orderId, { paymentStatus: 'DECLINED' });
    await cancel(orders, customer, orderId);
    await reached(customer, orderId, { status: 'CANCELLED' });
    expect(await retryPayment(orders, customer, { orderId })).toMatchObject({
      __typename: 'PaymentRetryUnavailableError',
      reason: 'ENDED',
    });
    expect(counterparts.handled).not.toContain(`payments.cancel.v1 ${orderId}`);
  });
});

it('is answered as it is then, by each of two changes in one operation', async () => {
  const customer = newCustomer();
  const { id: orderId } = await placeWith(customer, 'sim_declined');
  await reached(customer, orderId, { paymentStatus: 'DECLINED' });
  const both = `mutation ($retry: OrderPaymentRetryInput!, $cancel: OrderCancelInput!) {
    retry: orderPaymentRetry(input: $retry) { ... on OrderPaymentRetrySuccess { order { ...told } } }
    cancel: orderCancel(input: $cancel) { ... on OrderCancelSuccess { order { ...told } } }
  } fragment told on Order { timeline { code } }`;
  const { data } = await orders.graphql(customer, both, {
    retry: { idempotencyKey: uuidv7(), orderId, paymentMethod: { token: 'sim_silent' } },
    cancel: { orderId },
  });
  const { retry, cancel: cancelled } = data as Record<'retry' | 'cancel', { order: SeenOrder }>;
  expect(codesOf(retry.order).at(-1)).toBe('PAYMENT_RETRIED');
  expect(codesOf(cancelled.order)).toContain('CANCEL_REQUESTED');
});

describe('a payment that nobody confirms', () => {
  it('makes way for another one, and is undone before that begins', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_action_required');
    await reached(customer, orderId, { paymentStatus: 'ACTION_REQUIRED' });
    const first = await paymentIdOf(orders, orderId);
    await retryPayment(orders, customer, { orderId });
    const confirmed = await reached(customer, orderId, { status: 'CONFIRMED' });
    expect(codesOf(confirmed).slice(2, 6)).toEqual([
      'PAYMENT_ACTION_REQUIRED',
      'PAYMENT_RETRIED',
      'PAYMENT_VOIDED',
      'PAYMENT_AUTHORIZED',
    ]);
    const { handled } = counterparts;
    expect(handled.filter((line) => line.startsWith('payments.') && line.endsWith(orderId))).toEqual([
      `payments.authorize.v1 ${orderId}`,
      `payments.cancel.v1 ${orderId}`,
      `payments.authorize.v1 ${orderId}`,
      `payments.capture.v1 ${orderId}`,
    ]);
    const late = { orderId, paymentId: first, amountMinor: 10290, currency: 'EUR' };
    const before = await cancelsOf(first);
    await counterparts.say('payments', message(paymentAuthorized, late));
    await waitFor(async () => (await cancelsOf(first)) === before + 1);
    expect(await readOrder(orders, customer, orderId)).toMatchObject({
      status: 'CONFIRMED',
      version: confirmed.version,
    });
  });

  const cancelsOf = async (paymentId: string): Promise<number> => {
    const query = sql`SELECT FROM messaging.outbox WHERE type = 'payments.cancel.v1' AND business_id = ${paymentId}`;
    const { rows } = await query.execute(orders.database.statements);
    return rows.length;
  };
});

describe('a retry that is refused', () => {
  it.each([
    ['nonsense', ['returnUrl']],
    ['https://evil.example/', ['returnUrl']],
    ['https://shop.example.com@evil.example/', ['returnUrl']],
    ['javascript:alert(1)', ['returnUrl']],
  ])('for the return URL %s, and leaves the key free', async (given, path) => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_declined');
    await reached(customer, orderId, { paymentStatus: 'DECLINED' });
    const key = uuidv7();
    expect(await retryPayment(orders, customer, { orderId, returnUrl: given, key })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path, code: 'INVALID_VALUE' }],
    });
    const mended = { orderId, returnUrl: 'com.example.shop://return', key };
    expect((await retryPayment(orders, customer, mended)).__typename).toBe('OrderPaymentRetrySuccess');
  });

  it('for a token that is not on offer, and leaves the key free and the order as it is', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_declined');
    const declined = await reached(customer, orderId, { paymentStatus: 'DECLINED' });
    const offer = { offeredAt: new Date().toISOString(), tokenForms: ['sim_*'] };
    await counterparts.say('payments', message(paymentMethodsOffered, offer));
    await waitFor(() => orders.database.prisma.paymentMethodOffer.count());
    const key = uuidv7();
    expect(await retryPayment(orders, customer, { orderId, token: 'nonsense', key })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['paymentMethod', 'token'], code: 'INVALID_VALUE' }],
    });
    expect(await readOrder(orders, customer, orderId)).toEqual(declined);
    expect((await retryPayment(orders, customer, { orderId, key })).__typename).toBe(
      'OrderPaymentRetrySuccess',
    );
  });

  it('names all that is wrong at once', async () => {
    const input = { orderId: uuidv7(), token: 'no such token', returnUrl: 'https://evil.example/' };
    const { fields } = await retryPayment(orders, newCustomer(), input);
    expect(fields.map(({ path }) => path.join('.'))).toEqual(['paymentMethod.token', 'returnUrl']);
  });

  it('is to a stranger and to staff as if there were no such order', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_declined');
    await reached(customer, id, { paymentStatus: 'DECLINED' });
    for (const [viewer, orderId] of [
      [newCustomer(), id],
      [staff, id],
      [customer, uuidv7()],
      [customer, 'nonsense'],
    ] as const)
      expect((await retryPayment(orders, viewer, { orderId })).__typename).toBe('OrderNotFoundError');
    const grown = newCustomer({ guestId: customer.id });
    expect((await retryPayment(orders, grown, { orderId: id })).__typename).toBe('OrderPaymentRetrySuccess');
  });

  it('says that the order is paid', async () => {
    const customer = newCustomer();
    const { id: orderId } = await placeWith(customer, 'sim_ok');
    await reached(customer, orderId, { status: 'CONFIRMED' });
    expect(await retryPayment(orders, customer, { orderId })).toMatchObject({ reason: 'PAID' });
  });
});

describe('a buyer who does not come back', () => {
  it.each([
    ['sim_declined', 'PAYMENT_DECLINED', 'The payment was declined and not tried again in time.'],
    ['sim_action_required', 'PAYMENT_TIMED_OUT', 'The payment was not confirmed in time.'],
  ])('with %s loses the order when the time is up: %s', async (token, reason, words) => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, token);
    await waitFor(async () => {
      const order = await readOrder(orders, customer, id);
      return order !== null && ['DECLINED', 'ACTION_REQUIRED'].includes(order.paymentStatus);
    });
    await orders.database.statements
      .updateTable('orders')
      .set({ payUntil: new Date(), deadlineAt: new Date() })
      .where('id', '=', id)
      .execute();
    expect(await retryPayment(orders, customer, { orderId: id })).toMatchObject({
      __typename: 'PaymentRetryUnavailableError',
      reason: expect.stringMatching(/TIME_IS_UP|ENDED/) as string,
    });
    const ended = await reached(customer, id, { status: 'CANCELLED' });
    expect(ended).toMatchObject({ cancellation: { reason, message: words }, payUntil: null });
    expect(await retryPayment(orders, customer, { orderId: id })).toMatchObject({ reason: 'ENDED' });
  });
});
