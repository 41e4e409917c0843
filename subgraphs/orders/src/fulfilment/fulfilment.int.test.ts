import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { fulfillmentDelivered, fulfillmentShipped, type DataOf } from '@cartwright/events';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancel,
  follow,
  newCustomer,
  place,
  placeInput,
  readOrder,
  staff,
  type SeenOrder,
} from '../../test/operations.ts';
import { placedOrder } from '../../test/placed-order.ts';
import { addOrder } from '../../test/add-order.ts';
import { asStaff } from '../../test/staff-operations.ts';
import { startCounterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

interface SeenShipment {
  readonly __typename: string;
  readonly fulfillment: {
    readonly id: string;
    readonly number: string;
    readonly status: string;
    readonly trackingUrl: string | null;
    readonly lines: readonly { readonly line: { readonly id: string }; readonly quantity: number }[];
  };
  readonly order: {
    readonly version: number;
    readonly status: string;
    readonly fulfillmentStatus: string;
    readonly fulfillments: readonly { readonly id: string }[];
    readonly lines: readonly { readonly id: string; readonly quantityShipped: number }[];
    readonly timeline: readonly { readonly code: string }[];
  };
}

let nats: TestNats;
let orders: TestOrders;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  nats = stack.use(await startTestNats());
  stack.use(await startCounterparts(nats));
  orders = stack.use(await startTestOrders({ natsUrl: nats.urlFor('orders') }));
});
afterAll(() => stack.disposeAsync());

const customer = newCustomer();
async function placeOne(token = 'sim_ok', status = 'CONFIRMED'): Promise<SeenOrder> {
  const { order } = await place(orders, customer, placeInput({ paymentMethod: { token } }));
  return waitFor(async () => {
    const now = await readOrder(orders, customer, order.id);
    return now?.status === status && now;
  });
}
/** A confirmed order of one piece of one line and two of another. */
async function soldOrder(): Promise<SeenOrder> {
  const now = new Date();
  const sold = { step: 'confirmed', stock: 'committed', payment: 'captured', confirmedAt: now } as const;
  const { order, timeline } = placedOrder(now, { ...sold, deadlineAt: null });
  const own = { ...order, customerId: customer.id };
  await orders.database.transaction((tx) => addOrder(tx, { order: own, timeline }));
  return (await readOrder(orders, customer, order.id)) as SeenOrder;
}
const ship = (orderId: string, more: object = {}): Promise<SeenShipment> =>
  asStaff(orders, staff, 'orderFulfillmentCreate', {
    input: { idempotencyKey: uuidv7(), orderId, carrier: 'DHL', trackingNumber: '0034', ...more },
  });
const deliver = (fulfillmentId: string, reason?: string): Promise<SeenShipment> =>
  asStaff(orders, staff, 'orderFulfillmentMarkDelivered', { input: { fulfillmentId, reason } });
const track = (fulfillmentId: string, more: object): Promise<SeenShipment> =>
  asStaff(orders, staff, 'orderFulfillmentTrackingUpdate', {
    input: { fulfillmentId, carrier: 'DHL', ...more },
  });

/** What was sent about an order of a type, oldest first. */
async function sent<Data>(type: string, orderId: string): Promise<Data[]> {
  const { rows } = await sql<{ data: Data }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${type} AND key = ${orderId} ORDER BY id`.execute(orders.database.statements);
  return rows.map(({ data }) => data);
}

describe('an order in two parcels', () => {
  it('is sent and arrives piece by piece, which its buyer follows and staff have on record', async () => {
    const order = await soldOrder();
    const first = order.lines[1];
    const steps = await follow(orders, customer, order.id, order.version);
    const reason = 'The rest is late.';
    const one = await ship(order.id, { reason, lines: [{ lineId: first?.id, quantity: 1 }] });
    expect(one).toMatchObject({
      __typename: 'OrderFulfillmentCreateSuccess',
      fulfillment: {
        number: `${order.number}-1`,
        status: 'SHIPPED',
        trackingUrl: expect.stringContaining('0034') as string,
        lines: [{ line: { id: first?.id }, quantity: 1 }],
      },
      order: { status: 'CONFIRMED', fulfillmentStatus: 'PARTIALLY_SHIPPED' },
    });
    expect(one.order.lines.map(({ quantityShipped }) => quantityShipped)).toEqual(
      order.lines.map(({ id }) => (id === first?.id ? 1 : 0)),
    );
    const other = await ship(order.id);
    expect(other.order).toMatchObject({ status: 'SHIPPED', fulfillmentStatus: 'SHIPPED' });
    expect(other.order.fulfillments.map(({ id }) => id)).toEqual([one.fulfillment.id, other.fulfillment.id]);
    expect(other.fulfillment.lines.map(({ quantity }) => quantity)).toEqual([1, 1]);
    expect((await deliver(one.fulfillment.id)).order).toMatchObject({
      status: 'SHIPPED',
      fulfillmentStatus: 'PARTIALLY_DELIVERED',
    });
    const last = await deliver(other.fulfillment.id, 'The carrier says so.');
    expect(last).toMatchObject({
      fulfillment: { status: 'DELIVERED' },
      order: { status: 'DELIVERED', fulfillmentStatus: 'DELIVERED', version: order.version + 4 },
    });
    expect(last.order.timeline.slice(-4).map(({ code }) => code)).toEqual([
      'ORDER_PARTIALLY_SHIPPED',
      'ORDER_SHIPPED',
      'ORDER_PARTIALLY_DELIVERED',
      'ORDER_DELIVERED',
    ]);
    const seen = (await steps.all()).map(({ orderStatusChanged }) => orderStatusChanged.status);
    expect(seen).toEqual(['CONFIRMED', 'SHIPPED', 'SHIPPED', 'DELIVERED']);
    const shipped = await sent<DataOf<typeof fulfillmentShipped>>(fulfillmentShipped.type, order.id);
    expect(shipped.map(({ isWholeOrderShipped }) => isWholeOrderShipped)).toEqual([false, true]);
    const arrived = await sent<DataOf<typeof fulfillmentDelivered>>(fulfillmentDelivered.type, order.id);
    expect(arrived.map(({ isWholeOrderDelivered }) => isWholeOrderDelivered)).toEqual([false, true]);
    const { nodes } = await asStaff<{ nodes: readonly { action: string; reason: string }[] }>(
      orders,
      staff,
      'staffActions',
      { target: order.id },
    );
    const unexplained = 'No reason was given.';
    expect(nodes.map(({ action, reason: given }) => [action, given])).toEqual([
      ['ORDER_FULFILLMENT_MARK_DELIVERED', 'The carrier says so.'],
      ['ORDER_FULFILLMENT_MARK_DELIVERED', unexplained],
      ['ORDER_FULFILLMENT_CREATE', unexplained],
      ['ORDER_FULFILLMENT_CREATE', reason],
    ]);
  });
});

describe('a parcel', () => {
  it('is sent once per key, by whomever it is asked for at the same time', async () => {
    const { id } = await placeOne();
    const input = { idempotencyKey: uuidv7() };
    const answers = await Promise.all([1, 2, 3].map(() => ship(id, input)));
    expect(new Set(answers.map(({ fulfillment }) => fulfillment.id)).size).toBe(1);
    expect((await ship(id, { ...input, carrier: 'UPS' })).__typename).toBe('IdempotencyKeyReusedError');
    expect(await sent(fulfillmentShipped.type, id)).toHaveLength(1);
  });

  it('has no more than was ordered, whoever sends at the same time', async () => {
    const { id, lines } = await placeOne();
    const [line] = lines;
    const excess = await ship(id, { lines: [{ lineId: line?.id, quantity: 99 }] });
    expect(excess).toMatchObject({
      __typename: 'FulfillmentExcessError',
      lines: [{ line: { sku: line?.sku }, quantity: 99 }],
    });
    const answers = await Promise.all([1, 2, 3].map(() => ship(id)));
    const names = answers.map(({ __typename }) => __typename).toSorted();
    const refused = 'OrderNotFulfillableError';
    expect(names).toEqual(['OrderFulfillmentCreateSuccess', refused, refused]);
  });

  it('may be followed elsewhere until it has arrived, and arrives once', async () => {
    const order = await placeOne();
    const { fulfillment } = await ship(order.id);
    const changed = await track(fulfillment.id, { carrier: 'Courier', trackingUrl: 'https://example.com/7' });
    expect(changed).toMatchObject({
      fulfillment: { carrier: 'Courier', trackingNumber: null, trackingUrl: 'https://example.com/7' },
      order: { version: order.version + 2 },
    });
    expect(changed.order.timeline.at(-1)).toEqual({ code: 'TRACKING_CHANGED' });
    const same = await track(fulfillment.id, { carrier: 'Courier', trackingUrl: 'https://example.com/7' });
    expect(same.order.version).toBe(order.version + 2);
    const { order: arrived } = await deliver(fulfillment.id);
    expect((await deliver(fulfillment.id)).order.version).toBe(arrived.version);
    expect((await track(fulfillment.id, {})).__typename).toBe('FulfillmentDeliveredError');
    expect(await sent(fulfillmentDelivered.type, order.id)).toHaveLength(1);
  });

  it('that there is not is not found', async () => {
    for (const id of [uuidv7(), 'nonsense']) {
      expect((await ship(id)).__typename).toBe('OrderNotFoundError');
      expect((await deliver(id)).__typename).toBe('FulfillmentNotFoundError');
      expect((await track(id, {})).__typename).toBe('FulfillmentNotFoundError');
    }
  });

  it('says every field at fault', async () => {
    const { id } = await placeOne();
    const lines = [{ lineId: uuidv7(), quantity: 1 }];
    expect(await ship(id, { carrier: ' ', trackingUrl: 'ftp://x', lines })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['carrier'], code: 'REQUIRED' },
        { path: ['trackingUrl'], code: 'INVALID_FORMAT' },
      ],
    });
    expect(await ship(id, { lines })).toMatchObject({ fields: [{ path: ['lines', '0', 'lineId'] }] });
  });
});

describe('only a confirmed order', () => {
  it.each([
    ['that waits for the bank', 'sim_action_required', 'CREATED'],
    ['that is cancelled', 'sim_blocked', 'CANCELLED'],
  ])('is sent, not one %s', async (_what, token, status) => {
    const { id } = await placeOne(token, status);
    expect(await ship(id)).toMatchObject({ __typename: 'OrderNotFulfillableError', status });
  });

  it('that was sent cannot be cancelled, not even when a part of it was', async () => {
    const { id, lines } = await soldOrder();
    await ship(id, { lines: [{ lineId: lines[0]?.id, quantity: 1 }] });
    expect(await cancel(orders, customer, id)).toMatchObject({ __typename: 'OrderNotCancellableError' });
    await ship(id);
    expect(await cancel(orders, staff, id)).toMatchObject({
      __typename: 'OrderNotCancellableError',
      status: 'SHIPPED',
    });
  });

  it('is either sent or cancelled when both are asked for at once', async () => {
    const { id } = await placeOne();
    const [shipped, cancelled] = await Promise.all([ship(id), cancel(orders, customer, id)]);
    const names = [shipped.__typename, cancelled.__typename];
    expect([
      ['OrderFulfillmentCreateSuccess', 'OrderNotCancellableError'],
      ['OrderNotFulfillableError', 'OrderCancelSuccess'],
    ]).toContainEqual(names);
  });
});
