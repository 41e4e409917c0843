import { inventoryReservationExpired, message, paymentAuthorized, paymentCaptured } from '@cartwright/events';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancel,
  follow,
  newCustomer,
  paymentIdOf,
  place,
  placeInput,
  readOrder,
  staff,
  type KnownViewer,
  type SeenOrder,
} from '../../test/operations.ts';
import { outOfStockVariantId, startCounterparts, type Counterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type OrdersReplica, type TestOrders } from '../../test/start-test-orders.ts';

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

const placeWith = async (viewer: KnownViewer, token: string): Promise<SeenOrder> =>
  (await place(orders, viewer, placeInput({ paymentMethod: { token } }))).order;

/** The order as soon as it has the status. */
const reached = (viewer: KnownViewer, orderId: string, status: string): Promise<SeenOrder> =>
  waitFor(
    async () => {
      const order = await readOrder(replica, viewer, orderId);
      return order?.status === status && order;
    },
    { describe: `the order to be ${status}` },
  );

const codesOf = ({ timeline }: SeenOrder): string[] => timeline.map(({ code }) => code);
const readsSteps = (statement: string): boolean =>
  statement.startsWith('select') &&
  statement.includes('timeline_entries') &&
  statement.includes('"version" >');
const sentTimes = async (type: string, key: string): Promise<number> => {
  const query = sql`SELECT FROM messaging.outbox WHERE type = ${type} AND key = ${key}`;
  const { rows } = await query.execute(orders.database.statements);
  return rows.length;
};

describe('a checkout', () => {
  it('ends confirmed, with each step in its timeline', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_ok');
    const order = await reached(customer, id, 'CONFIRMED');
    expect(codesOf(order)).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_AUTHORIZED',
      'STOCK_COMMITTED',
      'PAYMENT_CAPTURED',
      'ORDER_CONFIRMED',
    ]);
    expect(order).toMatchObject({ version: 6, paymentStatus: 'PAID' });
    await waitFor(() => counterparts.announced.includes(`orders.order-confirmed.v1 ${id}`));
  });

  it('locks orders with the inbox rows of the answers, and is stored with the outbox', async () => {
    orders.statements.reset();
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_ok');
    await reached(customer, id, 'CONFIRMED');
    const sent = orders.statements.statements();
    const claims = sent.filter((statement) => statement.includes('INTO messaging.inbox'));
    const saves = sent.filter((statement) => statement.includes('update "orders"'));
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.filter((statement) => !/from "orders".*for update/s.test(statement))).toEqual([]);
    expect(saves.length).toBeGreaterThan(0);
    expect(saves.filter((statement) => !statement.includes('INTO messaging.outbox'))).toEqual([]);
  });

  it('ends cancelled with the reason when the payment is declined for good, with the stock released', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_blocked');
    const order = await reached(customer, id, 'CANCELLED');
    expect(codesOf(order)).toEqual([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_DECLINED',
      'STOCK_RELEASED',
      'ORDER_CANCELLED',
    ]);
    expect(order).toMatchObject({
      paymentStatus: 'DECLINED',
      cancellation: { reason: 'PAYMENT_DECLINED', message: 'The bank takes no payment of this buyer.' },
    });
    expect(counterparts.handled).not.toContain(`payments.cancel.v1 ${id}`);
    await waitFor(() => counterparts.announced.includes(`orders.order-cancelled.v1 ${id}`));
  });

  it('ends cancelled at once when it is out of stock, and asks for no payment', async () => {
    const customer = newCustomer();
    orders.carts.sell(outOfStockVariantId);
    const { id } = await placeWith(customer, 'sim_ok');
    orders.carts.sell(undefined);
    const order = await reached(customer, id, 'CANCELLED');
    expect(codesOf(order)).toEqual(['ORDER_PLACED', 'STOCK_REFUSED', 'ORDER_CANCELLED']);
    expect(order).toMatchObject({ cancellation: { reason: 'OUT_OF_STOCK' } });
    expect(counterparts.handled).not.toContain(`payments.authorize.v1 ${id}`);
  });

  it('gives back everything when the capture fails', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_capture_declined');
    const order = await reached(customer, id, 'CANCELLED');
    expect(order).toMatchObject({ paymentStatus: 'VOIDED', cancellation: { reason: 'PAYMENT_FAILED' } });
    expect(codesOf(order)).toEqual(
      expect.arrayContaining([
        'PAYMENT_CAPTURE_FAILED',
        'STOCK_RELEASED',
        'PAYMENT_VOIDED',
        'ORDER_CANCELLED',
      ]),
    );
  });

  it('waits for a buyer who has to confirm, and then continues', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_action_required');
    await waitFor(async () => {
      const order = await readOrder(orders, customer, id);
      return order?.paymentStatus === 'ACTION_REQUIRED' && order;
    });
    const paymentId = await paymentIdOf(orders, id);
    const confirmed = { orderId: id, paymentId, amountMinor: 10290, currency: 'EUR' };
    await counterparts.say('payments', message(paymentAuthorized, confirmed));
    expect(await reached(customer, id, 'CONFIRMED')).toMatchObject({ paymentStatus: 'PAID' });
  });

  it('sends again what is not answered, with the same business id, until the reservation ends', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    await waitFor(async () => (await sentTimes('payments.authorize.v1', id)) >= 3);
    const order = await readOrder(orders, customer, id);
    expect(order).toMatchObject({ status: 'CREATED', version: 2 });
    expect(counterparts.handled.filter((line) => line === `payments.authorize.v1 ${id}`)).toHaveLength(1);
    await counterparts.say('products', message(inventoryReservationExpired, { orderId: id }));
    expect(await reached(customer, id, 'CANCELLED')).toMatchObject({
      cancellation: { reason: 'RESERVATION_EXPIRED' },
      paymentStatus: 'VOIDED',
    });
  });

  it('hands back money that is taken after the order was cancelled', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    await reached(customer, id, 'CREATED');
    await cancel(orders, customer, id);
    const { version } = await reached(customer, id, 'CANCELLED');
    const before = await sentTimes('payments.cancel.v1', id);
    const late = {
      orderId: id,
      paymentId: await paymentIdOf(orders, id),
      amountMinor: 10290,
      currency: 'EUR',
    };
    await counterparts.say('payments', message(paymentCaptured, late));
    await waitFor(async () => (await sentTimes('payments.cancel.v1', id)) === before + 1);
    expect(await readOrder(orders, customer, id)).toMatchObject({ status: 'CANCELLED', version });
  });
});

const isoInstant = expect.stringMatching(/^\d{4}-.*Z$/) as string;

describe('orderCancel', () => {
  it('refunds a confirmed order, and says so again when it is asked again', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_ok');
    await reached(customer, id, 'CONFIRMED');
    expect(await cancel(orders, customer, id)).toMatchObject({
      __typename: 'OrderCancelSuccess',
      order: {
        status: 'CONFIRMED',
        paymentStatus: 'PAID',
        cancellation: { reason: 'CUSTOMER_REQUEST', requestedAt: isoInstant, cancelledAt: null },
      },
    });
    const again = await cancel(replica, customer, id);
    expect(again).toMatchObject({
      __typename: 'OrderCancelSuccess',
      order: { cancellation: { reason: 'CUSTOMER_REQUEST' } },
    });
    const order = await reached(customer, id, 'CANCELLED');
    expect(order).toMatchObject({ paymentStatus: 'REFUNDED', cancellation: { reason: 'CUSTOMER_REQUEST' } });
    expect(order.cancellation?.requestedAt).toBe(again.order.cancellation?.requestedAt);
    expect(await cancel(orders, customer, id)).toMatchObject({
      __typename: 'OrderCancelSuccess',
      order: { status: 'CANCELLED', cancellation: { ...order.cancellation, cancelledAt: isoInstant } },
    });
  });

  it("is possible for staff, and finds no stranger's order", async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    expect((await cancel(orders, newCustomer(), id)).__typename).toBe('OrderNotFoundError');
    expect((await cancel(orders, newCustomer(), 'nonsense')).__typename).toBe('OrderNotFoundError');
    expect((await cancel(orders, staff, id)).__typename).toBe('OrderCancelSuccess');
    expect(await reached(customer, id, 'CANCELLED')).toMatchObject({
      cancellation: { reason: 'STAFF_REQUEST' },
    });
  });
});

describe('orderStatusChanged', () => {
  it('gives the present state, then each step, in every replica, and ends with the order', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    await reached(customer, id, 'CREATED');
    const feeds = await Promise.all([follow(orders, customer, id), follow(replica, customer, id)]);
    for (const feed of feeds) {
      const [first] = await feed.until(() => true);
      expect(first?.orderStatusChanged).toMatchObject({
        version: 2,
        status: 'CREATED',
        entry: { code: 'STOCK_RESERVED' },
        order: { id },
      });
    }
    await cancel(orders, customer, id);
    for (const feed of feeds) {
      const rest = await feed.all();
      expect(rest.map(({ orderStatusChanged }) => orderStatusChanged.version)).toEqual([3, 4, 5, 6]);
      expect(rest.at(-1)?.orderStatusChanged.status).toBe('CANCELLED');
      await feed.close();
    }
  });

  it('misses nothing after a version that was seen, and ends at once when there is nothing to come', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_blocked');
    const { version } = await reached(customer, id, 'CANCELLED');
    const whole = await follow(orders, customer, id, 0);
    expect((await whole.all()).map((event) => event.orderStatusChanged.version)).toEqual([1, 2, 3, 4, 5]);
    const rest = await follow(replica, customer, id, 3);
    expect((await rest.all()).map((event) => event.orderStatusChanged.version)).toEqual([4, 5]);
    expect(await (await follow(orders, customer, id, version)).all()).toEqual([]);
    const present = await follow(orders, customer, id);
    expect((await present.all()).map((event) => event.orderStatusChanged.version)).toEqual([5]);
  });

  it("does not exist for another's order", async () => {
    const { id } = await placeWith(newCustomer(), 'sim_silent');
    for (const orderId of [id, 'nonsense']) {
      const feed = await follow(orders, newCustomer(), orderId);
      await expect(feed.until(() => true)).rejects.toThrow('No such order.');
      await feed.close();
    }
    await cancel(orders, staff, id);
  });

  it('says at once that a version is none of the order’s', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    const { version } = await reached(customer, id, 'CREATED');
    const reasonFor = async (afterVersion: number, viewer = customer) => {
      const feed = await follow(orders, viewer, id, afterVersion);
      const reason = await feed.until(() => true).catch((error: unknown) => String(error));
      await feed.close();
      return reason;
    };
    for (const beyond of [version + 1, 2 ** 31 - 1]) {
      expect(await reasonFor(beyond)).toContain(`The order has no version after ${version} yet`);
    }
    expect(await reasonFor(-1)).toContain('must not be negative');
    expect(await reasonFor(99, newCustomer())).toContain('No such order.');
    await cancel(orders, staff, id);
    await reached(customer, id, 'CANCELLED');
    expect(await reasonFor(99)).toContain('The order has no version after');
  });

  it('reads a step once for all who follow the order in a process', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    await reached(customer, id, 'CREATED');
    const feeds = await Promise.all([1, 2, 3].map(() => follow(orders, customer, id)));
    for (const feed of feeds) await feed.until(({ orderStatusChanged }) => orderStatusChanged.version === 2);
    await nats.crash(); // the order goes one step on, and no further
    orders.statements.reset();
    await cancel(orders, customer, id);
    for (const feed of feeds) {
      const [step] = await feed.until(() => true);
      expect(step?.orderStatusChanged).toMatchObject({ version: 3, entry: { code: 'CANCEL_REQUESTED' } });
    }
    const reads = orders.statements.statements().filter(readsSteps);
    await nats.restart();
    expect(reads).toHaveLength(1);
    for (const feed of feeds) {
      const rest = await feed.all();
      expect(rest.map(({ orderStatusChanged }) => orderStatusChanged.version)).toEqual([4, 5, 6]);
      await feed.close();
    }
  });

  it('loses no step while NATS is away', async () => {
    const customer = newCustomer();
    const { id } = await placeWith(customer, 'sim_silent');
    await reached(customer, id, 'CREATED');
    const feed = await follow(orders, customer, id, 0);
    await feed.until(({ orderStatusChanged }) => orderStatusChanged.version === 2);
    await nats.crash();
    await cancel(orders, customer, id);
    const [requested] = await feed.until(() => true);
    expect(requested?.orderStatusChanged).toMatchObject({ version: 3, entry: { code: 'CANCEL_REQUESTED' } });
    await nats.restart();
    const rest = await feed.all();
    expect(rest.map(({ orderStatusChanged }) => orderStatusChanged.version)).toEqual([4, 5, 6]);
    await feed.close();
  });
});
