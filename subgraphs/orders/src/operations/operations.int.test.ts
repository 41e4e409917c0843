import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancel,
  newCustomer,
  paymentIdOf,
  place,
  placeInput,
  readOrder,
  staff,
  type SeenOrder,
} from '../../test/operations.ts';
import {
  asStaff,
  staffOperations,
  type SeenParkedMessage,
  type SeenStaffResult,
  type StaffOperation,
} from '../../test/staff-operations.ts';
import { startCounterparts, type Counterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

interface SeenPage<Node> {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
interface SeenAction {
  readonly id: string;
  readonly action: string;
  readonly reason: string;
  readonly staff: { readonly id: string };
}
interface SeenStuck {
  readonly order: { readonly id: string };
  readonly step: string;
  readonly attempt: number;
  readonly waitsFor: readonly string[];
}
interface SeenLag {
  readonly domain: string;
  readonly unpublished: number | null;
  readonly faults: readonly string[] | null;
  readonly parked: number;
  readonly consumers: readonly { readonly consumer: string; readonly pending: number }[] | null;
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
const placeWith = async (token: string): Promise<SeenOrder> =>
  (await place(orders, customer, placeInput({ paymentMethod: { token } }))).order;
const reached = (orderId: string, status: string): Promise<SeenOrder> =>
  waitFor(async () => {
    const order = await readOrder(orders, customer, orderId);
    return order?.status === status && order;
  });
const operate = <Result = SeenStaffResult>(name: StaffOperation, variables: object = {}): Promise<Result> =>
  asStaff<Result>(orders, staff, name, variables);
const actionsOn = async (target: string): Promise<readonly SeenAction[]> =>
  (await operate<SeenPage<SeenAction>>('staffActions', { target })).nodes;
const parkedOf = (businessId: string, state?: string): Promise<SeenParkedMessage> =>
  waitFor(async () => {
    const page = await operate<SeenPage<SeenParkedMessage>>('parkedMessages');
    const parked = page.nodes.find((node) => node.businessId === businessId);
    return parked !== undefined && (state === undefined || parked.state === state) && parked;
  });

/** An order whose payment cannot be handled, and the message that is parked for it. */
async function poisoned(): Promise<{ order: SeenOrder; parked: SeenParkedMessage }> {
  const { id } = await placeWith('sim_poison');
  const order = await reached(id, 'CREATED');
  return { order, parked: await parkedOf(await paymentIdOf(orders, id)) };
}

describe('a poison message', () => {
  it('is seen by staff, fails again, is replayed when its cause is removed, and the order continues', async () => {
    const { order, parked } = await poisoned();
    expect(parked).toMatchObject({
      domain: 'payments',
      consumer: 'payments-orders-payments',
      type: 'payments.authorize.v1',
      reason: 'No such payment method',
      attempts: 1,
      state: 'PARKED',
      resolution: null,
    });
    const input = { id: parked.id, reason: 'it might work now' };
    const asked = await operate('parkedMessageReplay', { input });
    expect(asked).toMatchObject({
      __typename: 'ParkedMessageReplaySuccess',
      parkedMessage: { state: 'REPLAYING' },
    });
    expect(await parkedOf(parked.businessId, 'PARKED')).toMatchObject({
      attempts: 2,
      reason: 'No such payment method',
    });

    counterparts.mend();
    await operate('parkedMessageReplay', { input: { id: parked.id, reason: ' payments is mended ' } });
    expect(await parkedOf(parked.businessId, 'RESOLVED')).toMatchObject({ resolution: 'REPLAYED' });
    await reached(order.id, 'CONFIRMED');
    const actions = await actionsOn(parked.id);
    expect(actions.map(({ reason }) => reason)).toEqual(['payments is mended', 'it might work now']);
    expect(actions[1]).toMatchObject({
      id: asked.action?.id,
      action: 'PARKED_MESSAGE_REPLAY',
      staff: { id: staff.id },
    });
    expect(await operate('parkedMessageReplay', { input })).toMatchObject({
      __typename: 'ParkedMessageResolvedError',
      parkedMessage: { resolution: 'REPLAYED' },
    });
    expect(await actionsOn(parked.id)).toHaveLength(2);
  });

  it('can be discarded, which leaves its order waiting until staff cancel it', async () => {
    counterparts.mend(false);
    const { order, parked } = await poisoned();
    const input = { id: parked.id, reason: 'the buyer pays otherwise' };
    expect(await operate('parkedMessageDiscard', { input })).toMatchObject({
      __typename: 'ParkedMessageDiscardSuccess',
      parkedMessage: { state: 'DISCARDING' },
    });
    expect(await parkedOf(parked.businessId, 'RESOLVED')).toMatchObject({ resolution: 'DISCARDED' });
    expect(await actionsOn(parked.id)).toMatchObject([{ action: 'PARKED_MESSAGE_DISCARD' }]);
    const stuck = await operate<SeenPage<SeenStuck>>('stuckCheckouts', { olderThanSeconds: 0 });
    expect(stuck.nodes.find((node) => node.order.id === order.id)).toMatchObject({
      step: 'AUTHORIZING',
      waitsFor: ['PAYMENT_AUTHORIZATION'],
    });
    await operate('checkoutCancel', { input: { orderId: order.id, reason: 'as above' } });
    await reached(order.id, 'CANCELLED');
  });

  it('that nobody knows is not found', async () => {
    for (const id of [uuidv7(), 'nonsense']) {
      const input = { id, reason: 'why not' };
      for (const name of ['parkedMessageReplay', 'parkedMessageDiscard'] as const) {
        expect((await operate(name, { input })).__typename).toBe('ParkedMessageNotFoundError');
      }
      expect(await actionsOn(id)).toEqual([]);
    }
  });
});

describe('a checkout that is stuck', () => {
  it('is listed longest waiting first, page by page, once it has waited long enough', async () => {
    const ids = [(await placeWith('sim_silent')).id, (await placeWith('sim_silent')).id];
    for (const id of ids) await reached(id, 'CREATED');
    const list = (variables: object) =>
      operate<SeenPage<SeenStuck>>('stuckCheckouts', { olderThanSeconds: 0, ...variables });
    const first = await list({ first: 1 });
    const second = await list({ first: 1, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map((node) => node.order.id)).toEqual(ids);
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(await operate('stuckCheckouts', {})).toMatchObject({ nodes: [], totalCount: 0 });
    for (const id of ids) await cancel(orders, customer, id);
    for (const id of ids) await reached(id, 'CANCELLED');
  });

  it('is sent again what it waits for, at once', async () => {
    const { id: orderId } = await placeWith('sim_silent');
    await reached(orderId, 'CREATED');
    const input = { orderId, reason: 'the provider is back' };
    expect((await operate('checkoutRedrive', { input })).__typename).toBe('CheckoutRedriveSuccess');
    const sent = sql`SELECT FROM messaging.outbox WHERE type = 'payments.authorize.v1' AND key = ${orderId}`;
    expect((await sent.execute(orders.database.statements)).rows).toHaveLength(2);
    const { nodes } = await operate<SeenPage<SeenStuck>>('stuckCheckouts', { olderThanSeconds: 0 });
    expect(nodes).toMatchObject([{ order: { id: orderId }, attempt: 2 }]);
    expect(await actionsOn(orderId)).toMatchObject([{ action: 'CHECKOUT_REDRIVE' }]);
  });

  it('is cancelled by force, with everything undone, and ends CANCELLED', async () => {
    const { id: orderId } = await placeWith('sim_silent');
    await reached(orderId, 'CREATED');
    const input = { orderId, reason: 'the buyer telephoned' };
    expect(await operate('checkoutCancel', { input })).toMatchObject({
      __typename: 'CheckoutCancelSuccess',
      order: { id: orderId },
    });
    const order = await reached(orderId, 'CANCELLED');
    expect(order).toMatchObject({
      paymentStatus: 'VOIDED',
      cancellation: { reason: 'STAFF_REQUEST', message: 'Cancelled by the shop.' },
    });
    expect(counterparts.handled).toContain(`inventory.release.v1 ${orderId}`);
    expect(await actionsOn(orderId)).toMatchObject([
      { action: 'CHECKOUT_CANCEL', reason: 'the buyer telephoned', staff: { id: staff.id } },
    ]);
    const again = await operate('checkoutCancel', { input });
    expect(again).toEqual({ __typename: 'OrderNotCancellableError', status: 'CANCELLED' });
    expect(await actionsOn(orderId)).toHaveLength(1);
  });

  it('is not one that waits for nothing, nor one that there is not', async () => {
    const { id: orderId } = await placeWith('sim_ok');
    await reached(orderId, 'CONFIRMED');
    expect(await operate('checkoutRedrive', { input: { orderId, reason: 'impatience' } })).toEqual({
      __typename: 'CheckoutNotWaitingError',
      status: 'CONFIRMED',
    });
    const input = { orderId: uuidv7(), reason: 'impatience' };
    for (const name of ['checkoutRedrive', 'checkoutCancel'] as const) {
      expect((await operate(name, { input })).__typename).toBe('OrderNotFoundError');
    }
    expect(await actionsOn(orderId)).toEqual([]);
  });
});

const inputs: Partial<Record<StaffOperation, object>> = {
  parkedMessageReplay: { id: uuidv7(), reason: 'curiosity' },
  parkedMessageDiscard: { id: uuidv7(), reason: 'curiosity' },
  orderFulfillmentCreate: { idempotencyKey: uuidv7(), orderId: uuidv7(), carrier: 'DHL' },
  orderFulfillmentTrackingUpdate: { fulfillmentId: uuidv7(), carrier: 'DHL' },
  orderFulfillmentMarkDelivered: { fulfillmentId: uuidv7() },
  paymentReviewApprove: { orderId: uuidv7(), reason: 'curiosity' },
  paymentReviewReject: { orderId: uuidv7(), reason: 'curiosity' },
  checkoutRedrive: { orderId: uuidv7(), reason: 'curiosity' },
  checkoutCancel: { orderId: uuidv7(), reason: 'curiosity' },
};
const withReason = Object.entries(inputs).filter(([, input]) => 'reason' in input);

describe('the audit trail', () => {
  it("names who of the staff cancelled another's order with orderCancel, and no customer", async () => {
    const [mine, theirs] = [await placeWith('sim_silent'), await placeWith('sim_silent')];
    await cancel(orders, customer, mine.id, 'I changed my mind.');
    await cancel(orders, staff, theirs.id, 'The buyer called.');
    for (const { id } of [mine, theirs]) await reached(id, 'CANCELLED');
    expect(await actionsOn(mine.id)).toEqual([]);
    expect(await actionsOn(theirs.id)).toMatchObject([
      { action: 'ORDER_CANCEL', reason: 'The buyer called.', staff: { id: staff.id } },
    ]);
  });

  it('says so where no reason was given, and takes none that is too long', async () => {
    const { id } = await placeWith('sim_silent');
    expect(await cancel(orders, staff, id, 'x'.repeat(501))).toMatchObject({
      __typename: 'InvalidInputError',
    });
    await cancel(orders, staff, id);
    expect(await actionsOn(id)).toMatchObject([{ action: 'ORDER_CANCEL', reason: 'No reason was given.' }]);
  });

  it.each(['checkoutCancel', 'checkoutRedrive'] as const)(
    'has it that staff wanted %s for an order of their own, which is refused',
    async (name) => {
      const { order } = await place(orders, staff, placeInput({ paymentMethod: { token: 'sim_silent' } }));
      const input = { orderId: order.id, reason: 'It is mine.' };
      const refused = await asStaff<SeenStaffResult>(orders, staff, name, { input });
      expect(refused.__typename).toBe('OwnOrderError');
      expect(await readOrder(orders, staff, order.id)).toMatchObject({ cancellation: null });
      await expect
        .poll(() => orders.database.prisma.staffAction.findMany({ where: { target: order.id } }))
        .toMatchObject([
          { operation: name, outcome: 'REFUSED', staffId: staff.id, permission: 'OPERATIONS_MANAGE' },
        ]);
    },
  );

  it('can only be added to', async () => {
    const { staffAction } = orders.database.prisma;
    const before = await staffAction.count();
    await expect(staffAction.deleteMany()).rejects.toThrow(/can not be changed or deleted/);
    await expect(staffAction.updateMany({ data: { reason: 'none' } })).rejects.toThrow(
      /can not be changed or deleted/,
    );
    expect(await staffAction.count()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it.each(withReason as [StaffOperation, object][])(
    'wants a reason for %s, and writes nothing without',
    async (name, known) => {
      const before = await orders.database.prisma.staffAction.count();
      for (const reason of [' ', '\u0000', 'a\ud83d', 'x'.repeat(501)]) {
        const input = { ...known, reason };
        const { data } = await orders.graphql(staff, staffOperations[name], { input });
        expect(data).toMatchObject({ result: { __typename: 'InvalidInputError' } });
      }
      expect(await orders.database.prisma.staffAction.count()).toBe(before);
    },
  );
});

it.each(Object.keys(staffOperations) as StaffOperation[])('%s is for staff only', async (name) => {
  const variables = { input: inputs[name] };
  const codeFor = async (viewer: Parameters<TestOrders['graphql']>[0]) =>
    (await orders.graphql(viewer, staffOperations[name], variables)).errors?.[0]?.extensions['code'];
  expect(await codeFor(customer)).toBe('FORBIDDEN');
  expect(await codeFor(newCustomer({ role: 'GUEST' }))).toBe('FORBIDDEN');
  expect(await codeFor(null)).toBe('UNAUTHENTICATED');
});

describe('messagingLag', () => {
  const lagOf = async (domain: string): Promise<SeenLag | undefined> =>
    (await operate<readonly SeenLag[]>('messagingLag')).find((lag) => lag.domain === domain);
  const pendingFor = ({ consumers }: SeenLag, name: string): number | undefined =>
    consumers?.find(({ consumer }) => consumer === name)?.pending;

  it('shows what waits for a subgraph that is down, and what cannot be published', async () => {
    await counterparts[Symbol.asyncDispose]();
    for (let count = 0; count < 5; count += 1) await placeWith('sim_ok');
    const products = await waitFor(async () => {
      const lag = await lagOf('products');
      return lag !== undefined && pendingFor(lag, 'products-orders-inventory') === 5 && lag;
    });
    expect(products).toMatchObject({ unpublished: null, lastPublishedAt: null, faults: null, parked: 0 });
    const published = await waitFor(async () => {
      const lag = await lagOf('orders');
      return lag?.unpublished === 0 && lag;
    });
    expect(published).toMatchObject({ oldestUnpublishedSeconds: 0, parked: 0 });
    expect(published).toMatchObject({ lastPublishedAt: expect.any(String) as string });

    await nats.crash();
    await placeWith('sim_ok');
    const own = await waitFor(async () => {
      const lag = await lagOf('orders');
      return lag?.consumers === null && lag;
    });
    expect(own.unpublished).toBeGreaterThan(0);
    expect(own).toMatchObject({
      oldestUnpublishedSeconds: expect.any(Number) as number,
      faults: ['NATS cannot be reached'],
    });
  });
});
