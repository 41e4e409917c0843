import { orderInReview } from '@cartwright/events';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
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
  retryPayment,
  staff,
  type KnownViewer,
  type SeenOrder,
} from '../../test/operations.ts';
import { asStaff, staffOperations } from '../../test/staff-operations.ts';
import { startCounterparts, type Counterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

interface SeenReview {
  readonly state: string;
  readonly reasons?: readonly { readonly code: string; readonly message: string }[];
  readonly order: { readonly id: string; readonly status: string; readonly paymentStatus: string };
}
interface SeenDecision {
  readonly __typename: string;
  readonly review?: SeenReview;
  readonly state?: string;
  readonly fields?: readonly object[];
}

let nats: TestNats;
let counterparts: Counterparts;
let orders: TestOrders;

beforeAll(async () => {
  nats = await startTestNats();
  counterparts = await startCounterparts(nats);
  orders = await startTestOrders({ natsUrl: nats.urlFor('orders') });
});
afterAll(async () => {
  await orders[Symbol.asyncDispose]();
  await counterparts[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
});

const customer = newCustomer();
const reached = (orderId: string, isThere: (order: SeenOrder) => boolean): Promise<SeenOrder> =>
  waitFor(async () => {
    const order = await readOrder(orders, customer, orderId);
    return order !== null && isThere(order) && order;
  });
const ended = (orderId: string, status: string) => reached(orderId, (order) => order.status === status);

/** An order whose payment is in review, with its items sold. */
async function inReview(): Promise<SeenOrder> {
  const input = placeInput({ paymentMethod: { token: 'sim_review' } });
  const { order } = await place(orders, customer, input);
  return reached(order.id, ({ timeline }) => timeline.some(({ code }) => code === 'STOCK_COMMITTED'));
}

const decide = (
  name: 'paymentReviewApprove' | 'paymentReviewReject',
  orderId: string,
  reason = 'We know them.',
) => asStaff<SeenDecision>(orders, staff, name, { input: { orderId, reason } });
const sentFor = (orderId: string) =>
  counterparts.handled.filter((one) => one.endsWith(orderId)).map((one) => one.split('.v1')[0]);
const actionsOn = async (target: string) =>
  (await asStaff<{ nodes: { action: string; reason: string }[] }>(orders, staff, 'staffActions', { target }))
    .nodes;

describe('a payment that staff are to look at', () => {
  it('is shown to the buyer as being checked, also who follows it, and never why', async () => {
    const order = await inReview();
    expect(order).toMatchObject({ status: 'CREATED', paymentStatus: 'IN_REVIEW', payUntil: null });
    const steps = await follow(orders, customer, order.id, 2);
    const [event] = await steps.until(() => true);
    expect(event?.orderStatusChanged).toMatchObject({ entry: { code: 'PAYMENT_IN_REVIEW' }, version: 3 });
    await steps.close();
    const retried = await retryPayment(orders, customer, { orderId: order.id });
    expect(retried).toMatchObject({ __typename: 'PaymentRetryUnavailableError', reason: 'IN_REVIEW' });
    expect(sentFor(order.id)).not.toContain('payments.capture');
  });

  it('has the buyer told once that the order waits', async () => {
    const { id } = await inReview();
    const told = async () => {
      const sent = sql`SELECT FROM messaging.outbox WHERE type = ${orderInReview.type} AND key = ${id}`;
      return (await sent.execute(orders.database.statements)).rows;
    };
    expect(await told()).toHaveLength(1);
    await decide('paymentReviewApprove', id);
    await ended(id, 'CONFIRMED');
    expect(await told()).toHaveLength(1);
  });

  it('is listed for those who may, in the order in which they came', async () => {
    const [first, second] = [await inReview(), await inReview()];
    const { nodes } = await asStaff<{ nodes: SeenReview[] }>(orders, staff, 'paymentReviews', { first: 100 });
    const ids = nodes.map(({ order }) => order.id);
    expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
    expect(nodes.find(({ order }) => order.id === first.id)).toMatchObject({
      state: 'OPEN',
      reasons: [{ code: 'AMOUNT_HIGH', message: 'The order costs more than most.' }],
    });
  });

  it.each<[string, KnownViewer]>([
    ['a customer', customer],
    ['staff without the permission', { ...staff, permissions: ['ORDERS_MANAGE'] }],
  ])('is nothing to %s', async (_who, viewer) => {
    const { id: orderId } = await inReview();
    const input = { orderId, reason: 'mine' };
    for (const name of ['paymentReviews', 'paymentReviewApprove', 'paymentReviewReject'] as const) {
      const { errors } = await orders.graphql(viewer, staffOperations[name], { input });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await readOrder(orders, customer, orderId)).toMatchObject({ paymentStatus: 'IN_REVIEW' });
  });

  it('is taken once it is approved, with a line in the audit trail; later decisions count for nothing', async () => {
    const { id } = await inReview();
    const approved = await decide('paymentReviewApprove', id);
    expect(approved).toMatchObject({
      __typename: 'PaymentReviewApproveSuccess',
      review: { state: 'APPROVED' },
    });
    await ended(id, 'CONFIRMED');
    expect(await decide('paymentReviewReject', id)).toMatchObject({
      __typename: 'PaymentReviewClosedError',
      state: 'APPROVED',
    });
    expect(await actionsOn(id)).toMatchObject([
      { action: 'PAYMENT_REVIEW_APPROVE', reason: 'We know them.' },
    ]);
  });

  it('is a declined payment to the buyer when it is rejected, and everything goes back', async () => {
    const { id } = await inReview();
    await decide('paymentReviewReject', id, 'A stolen card.');
    const order = await ended(id, 'CANCELLED');
    expect(order).toMatchObject({
      paymentStatus: 'VOIDED',
      cancellation: { reason: 'PAYMENT_DECLINED', message: 'The payment was declined.' },
    });
    expect(JSON.stringify(order)).not.toContain('stolen');
    expect(sentFor(id)).not.toContain('payments.capture');
    expect(sentFor(id)).toEqual(expect.arrayContaining(['inventory.release', 'payments.cancel']));
  });

  it('is given up when nobody decides in time, and nothing is charged', async () => {
    const { id } = await inReview();
    const past = new Date(Date.now() - 1000);
    await orders.database.prisma.order.update({ where: { id }, data: { reviewUntil: past } });
    expect(await decide('paymentReviewApprove', id)).toMatchObject({
      __typename: 'PaymentReviewClosedError',
    });
    await orders.database.prisma.order.update({ where: { id }, data: { deadlineAt: past } });
    expect(await ended(id, 'CANCELLED')).toMatchObject({
      cancellation: { reason: 'PAYMENT_REVIEW_TIMED_OUT' },
      paymentStatus: 'VOIDED',
    });
    expect(sentFor(id)).not.toContain('payments.capture');
  });

  it('is decided once, however many decide and cancel at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await inReview();
      const [approved, rejected, cancelled] = await Promise.all([
        decide('paymentReviewApprove', id),
        decide('paymentReviewReject', id),
        cancel(orders, customer, id),
      ]);
      const won = [approved, rejected].filter(({ __typename }) => __typename.endsWith('Success'));
      expect(won.length).toBeLessThanOrEqual(1);
      expect(cancelled.__typename).toBe('OrderCancelSuccess');
      await ended(id, 'CANCELLED');
      expect(await actionsOn(id)).toHaveLength(won.length);
      const { reviewState } = await orders.database.prisma.order.findUniqueOrThrow({ where: { id } });
      const state = approved.review?.state ?? rejected.review?.state ?? 'WITHDRAWN';
      expect(reviewState).toBe(state);
    }
  });

  it.each(['paymentReviewApprove', 'paymentReviewReject'] as const)(
    'is not decided by %s of who placed the order, and the attempt is on record',
    async (name) => {
      const { id } = await inReview();
      const buyerId = staff.id;
      await orders.database.prisma.order.update({ where: { id }, data: { customerId: buyerId } });
      expect(await decide(name, id)).toMatchObject({ __typename: 'OwnOrderError' });
      const asFormerGuest = { ...staff, id: uuidv7(), guestId: buyerId };
      const again = await asStaff<SeenDecision>(orders, asFormerGuest, name, {
        input: { orderId: id, reason: 'It is mine.' },
      });
      expect(again.__typename).toBe('OwnOrderError');
      const order = await orders.database.prisma.order.findUniqueOrThrow({ where: { id } });
      expect(order).toMatchObject({ step: 'reviewing', reviewState: 'OPEN' });
      await expect
        .poll(() =>
          orders.database.prisma.staffAction.findMany({ where: { target: id }, orderBy: { at: 'asc' } }),
        )
        .toMatchObject([
          { operation: name, outcome: 'REFUSED', staffId: buyerId, permission: 'FRAUD_REVIEW' },
          { operation: name, outcome: 'REFUSED', staffId: asFormerGuest.id },
        ]);
      const other = { ...staff, id: uuidv7() };
      const decided = await asStaff<SeenDecision>(orders, other, name, {
        input: { orderId: id, reason: 'We have asked.' },
      });
      expect(decided.__typename).toMatch(/Success$/);
    },
  );

  it('wants a reason of the staff, and an order that is there', async () => {
    const { id } = await inReview();
    expect(await decide('paymentReviewApprove', id, ' ')).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await decide('paymentReviewReject', uuidv7())).toMatchObject({ __typename: 'OrderNotFoundError' });
    expect(await readOrder(orders, customer, id)).toMatchObject({ paymentStatus: 'IN_REVIEW' });
  });

  it('leaves nothing of what the buyer was recognised by once it is paid', async () => {
    const { id } = await inReview();
    const read = () => orders.database.prisma.order.findUniqueOrThrow({ where: { id } });
    expect((await read()).signals).toMatchObject({ email: expect.stringMatching(/^[\w-]{43}$/) as string });
    await decide('paymentReviewApprove', id);
    await ended(id, 'CONFIRMED');
    expect((await read()).signals).toBeNull();
  });
});
