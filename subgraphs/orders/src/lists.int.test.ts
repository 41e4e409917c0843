import { sampleOrders } from '@cartwright/sample-data';
import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, place, placeInput, staff, type KnownViewer } from '../test/operations.ts';
import { asStaff, type StaffOperation } from '../test/staff-operations.ts';
import { startTestOrders, type TestOrders } from '../test/start-test-orders.ts';
import { addPastOrders, type PastOrder } from './order/door.ts';
import { pastOrder } from './seed/past-order.ts';

const count = 7;
const sizes = [1, 2, count - 1, count];
const owner = newCustomer();
const stranger = newCustomer();
let orders: TestOrders;
let own: PastOrder[];

beforeAll(async () => {
  orders = await startTestOrders();
  own = ordersOf(owner, 'CW-90000');
  const others = ordersOf(stranger, 'CW-80000');
  await orders.database.transaction((tx) => addPastOrders(tx, [...own, ...others]));
});
afterAll(() => orders[Symbol.asyncDispose]());

/** Instants of which two at a time are the same, so that ids decide. */
const instant = (index: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2)));
const newestFirst = (ids: readonly string[]): string[] => ids.toReversed();

/** Orders of a customer, oldest first, of every status that there is. */
function ordersOf({ id: customerId }: KnownViewer, number: string): PastOrder[] {
  return sampleOrders()
    .slice(0, count)
    .map(pastOrder)
    .map(({ order }, index) => ({
      order: {
        ...order,
        ...{ id: uuidv7(), number: `${number}${index}`, paymentId: uuidv7(), customerId },
        placedAt: instant(index),
      },
      lines: [],
      timeline: [],
    }));
}

const idsOf = (past: readonly PastOrder[]): string[] => past.map(({ order }) => order.id);

async function ask<Data>(viewer: KnownViewer, query: string, variables: object): Promise<Data> {
  const { data, errors } = await orders.graphql(viewer, query, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data as Data;
}

interface Node {
  readonly id: string;
}
const page = `nodes { id } totalCount ${bothWays.pageInfo}`;
type OrderPage = SeenPageBothWays<Node> & { readonly totalCount: number };

/** The ids in pages of a size, of the list that a query reads, from its start and from its end. */
const walk = async (
  read: (variables: object) => Promise<SeenPageBothWays<Node>>,
  size: number,
): Promise<string[]> => (await walkBothWays(read, size)).map(({ id }) => id);

describe.each(sizes)('in pages of %i', (size) => {
  it("a customer's orders come newest first, each once, and nobody else's", async () => {
    const query = `query (${bothWays.variables}) { orders(${bothWays.pageArguments}) { ${page} } }`;
    const read = async (variables: object): Promise<OrderPage> => {
      const { orders: list } = await ask<{ orders: OrderPage }>(owner, query, variables);
      expect(list.totalCount).toBe(count);
      return list;
    };
    expect(await walk(read, size)).toEqual(newestFirst(idsOf(own)));
  });

  it.each([
    ['the customer', owner],
    ['staff', staff],
  ])('so do those that hang on the customer, for %s', async (_whom, viewer) => {
    const query = `query ($of: [_Any!]!, ${bothWays.variables}) { _entities(representations: $of) {
      ... on User { orders(${bothWays.pageArguments}) { ${page} } } } }`;
    const of = [{ __typename: 'User', id: owner.id }];
    const read = async (variables: object): Promise<OrderPage> => {
      const { _entities: users } = await ask<{ _entities: { orders: OrderPage }[] }>(viewer, query, {
        of,
        ...variables,
      });
      return users[0]?.orders as OrderPage;
    };
    expect(await walk(read, size)).toEqual(newestFirst(idsOf(own)));
  });

  it("staff see everybody's, or those of some states, or of some time", async () => {
    const query = `query (${bothWays.variables}, $filters: OrderFiltersInput) {
      orders(${bothWays.pageArguments}, filters: $filters) { ${page} } }`;
    const walkOf = (filters: object | null): Promise<string[]> =>
      walk(
        async (variables) =>
          (await ask<{ orders: OrderPage }>(staff, query, { ...variables, filters })).orders,
        size,
      );
    const all = await orders.database.prisma.order.findMany({
      orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
    });
    type Known = (typeof all)[number];
    const idsWhere = (isListed: (order: Known) => boolean) => all.filter(isListed).map(({ id }) => id);
    for (const nothing of [null, {}, { statuses: [] }, { statuses: null, placedFrom: null }])
      expect(await walkOf(nothing)).toEqual(idsWhere(() => true));
    const [one = '', other = ''] = new Set(all.map(({ status }) => status));
    expect(other).not.toBe('');
    expect(await walkOf({ statuses: [one] })).toEqual(idsWhere(({ status }) => status === one));
    const both = ({ status }: Known) => status === one || status === other;
    expect(await walkOf({ statuses: [other, one, other] })).toEqual(idsWhere(both));
    const placedBefore = all[1]?.placedAt ?? new Date();
    const placedFrom = all.at(-2)?.placedAt ?? new Date();
    const during = ({ placedAt }: Known) => placedAt >= placedFrom && placedAt < placedBefore;
    expect(await walkOf({ placedFrom, placedBefore })).toEqual(idsWhere(during));
    expect(idsWhere(during).length).toBeLessThan(all.length);
    expect(await walkOf({ placedFrom, placedBefore, statuses: [one] })).toEqual(
      idsWhere((order) => during(order) && order.status === one),
    );
  });
});

it('an order that ended without a sale leads to no cart', async () => {
  const [ended] = sampleOrders()
    .filter(({ cancelReason }) => cancelReason === 'OUT_OF_STOCK')
    .map(pastOrder);
  if (ended === undefined) throw new Error('No order of the sample ended for want of stock');
  const { order, timeline } = ended;
  const buyer = newCustomer();
  const asBuyers = { ...order, id: uuidv7(), number: 'CW-70000', paymentId: uuidv7(), customerId: buyer.id };
  await orders.database.transaction((tx) => addPastOrders(tx, [{ order: asBuyers, lines: [], timeline }]));
  const { order: placed } = await place(orders, buyer, placeInput());
  const query = '{ orders { nodes { id cartId } } }';
  const { orders: list } = await ask<{ orders: { nodes: object[] } }>(buyer, query, {});
  expect(list.nodes).toEqual([
    { id: placed.id, cartId: expect.any(String) as string },
    { id: asBuyers.id, cartId: null },
  ]);
});

/** The list of an operation of staff. */
const staffList =
  (name: StaffOperation, variables: object = {}) =>
  (pageVariables: object): Promise<SeenPageBothWays<Node>> =>
    asStaff(orders, staff, name, { ...variables, ...pageVariables });

describe('what staff did', () => {
  const target = uuidv7();
  const actions = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    staffId: staff.id,
    action: 'CHECKOUT_REDRIVE',
    target: index % 2 === 0 ? target : uuidv7(),
    reason: `for the ${index}. time`,
    at: instant(index),
  }));
  beforeAll(() => orders.database.prisma.staffAction.createMany({ data: actions }));

  it.each(sizes)('comes latest first in pages of %i, all of it or that of one target', async (size) => {
    const ids = newestFirst(actions.map(({ id }) => id));
    expect(await walk(staffList('staffActions'), size)).toEqual(ids);
    const toTarget = actions.filter((action) => action.target === target).map(({ id }) => id);
    expect(await walk(staffList('staffActions', { target }), size)).toEqual(newestFirst(toTarget));
  });
});

describe('parked messages', () => {
  const parked = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    domain: 'payments',
    consumer: 'payments-orders-payments',
    type: 'payments.authorize.v1',
    businessId: uuidv7(),
    reason: 'no such method',
    attempts: 1,
    parkedAt: instant(index),
    state: index % 2 === 0 ? 'PARKED' : 'REPLAYING',
  }));
  beforeAll(() => orders.database.prisma.parkedMessage.createMany({ data: parked }));

  it.each(sizes)('come latest first in pages of %i, all of them or those of one state', async (size) => {
    expect(await walk(staffList('parkedMessages'), size)).toEqual(newestFirst(parked.map(({ id }) => id)));
    const ofState = parked.filter(({ state }) => state === 'PARKED').map(({ id }) => id);
    const list = staffList('parkedMessages', { states: ['PARKED'] });
    expect(await walk(list, size)).toEqual(newestFirst(ofState));
  });
});

describe('checkouts that are stuck', () => {
  let ids: string[];
  beforeAll(async () => {
    const placed = await Promise.all(Array.from({ length: count }, () => place(orders, owner, placeInput())));
    ids = placed.map(({ order }) => order.id).toSorted();
    for (const [index, id] of ids.entries()) {
      const data = { stepStartedAt: instant(index), deadlineAt: new Date(Date.now() + 3_600_000) };
      await orders.database.prisma.order.update({ where: { id }, data });
    }
  });

  it.each(sizes)('come longest waiting first in pages of %i', async (size) => {
    const read = async (variables: object): Promise<SeenPageBothWays<Node>> => {
      const list = await asStaff<SeenPageBothWays<{ order: Node }>>(
        orders,
        staff,
        'stuckCheckouts',
        variables,
      );
      return { ...list, nodes: list.nodes.map(({ order }) => order) };
    };
    expect(await walk(read, size)).toEqual(ids);
  });
});

describe('payments in review', () => {
  let ids: string[];
  beforeAll(async () => {
    const past = ordersOf(newCustomer(), 'CW-70000');
    await orders.database.transaction((tx) => addPastOrders(tx, past));
    for (const [index, id] of idsOf(past).entries()) {
      const [at, until] = [instant(index), instant(100)];
      const review = { reviewState: 'APPROVED', reviewOpenedAt: at, reviewUntil: until, reviewDecidedAt: at };
      await orders.database.prisma.order.update({ where: { id }, data: { ...review, reviewReasons: [] } });
    }
    const reviewed = await orders.database.prisma.order.findMany({
      where: { reviewState: 'APPROVED' },
      orderBy: [{ reviewOpenedAt: 'asc' }, { id: 'asc' }],
    });
    ids = reviewed.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(count);
  });

  it.each(sizes)('come in the order in which they came in, in pages of %i', async (size) => {
    const read = async (variables: object): Promise<SeenPageBothWays<Node>> => {
      const reviews = staffList('paymentReviews', { states: ['APPROVED'] });
      const list = (await reviews(variables)) as unknown as SeenPageBothWays<{ order: Node }>;
      return { ...list, nodes: list.nodes.map(({ order }) => order) };
    };
    expect(await walk(read, size)).toEqual(ids);
  });
});

it('takes null for what has a default as if it were left out', async () => {
  const all = await staffList('stuckCheckouts')({});
  expect(await staffList('stuckCheckouts', { olderThanSeconds: null, first: null })({})).toEqual(all);
  const atOnce = await place(orders, owner, placeInput());
  const withLatest = await staffList('stuckCheckouts', { olderThanSeconds: 0, first: 100 })({});
  const withoutLatest = await staffList('stuckCheckouts', { olderThanSeconds: null, first: 100 })({});
  const ids = (list: object) => JSON.stringify(list).includes(atOnce.order.id);
  expect([ids(withLatest), ids(withoutLatest)]).toEqual([true, false]);
});

it('refuses to be read both ways at once, and takes `last` beside the default of `first`', async () => {
  const both = [
    { first: 1, last: 1 },
    { first: 20, last: 5 },
    { last: 1, after: 'x' },
    { first: 1, before: 'x' },
  ];
  for (const variables of both)
    await expect(staffList('parkedMessages')(variables)).rejects.toThrow('BAD_USER_INPUT');
  const { nodes } = await staffList('parkedMessages')({ last: 2, first: null });
  expect(nodes).toHaveLength(2);
});

describe('a cursor', () => {
  type Read = (variables: object) => Promise<{ readonly pageInfo: { readonly endCursor: string | null } }>;
  const ordersOf = (viewer: KnownViewer, ...statuses: string[]): Read => {
    const query = `query (${bothWays.variables}, $statuses: [OrderStatus!]) {
      orders(${bothWays.pageArguments}, filters: { statuses: $statuses }) { ${page} } }`;
    return async (variables) =>
      (await ask<{ orders: OrderPage }>(viewer, query, { ...variables, statuses })).orders;
  };
  /** Every list of the subgraph, in each way that makes it another one. */
  const lists: readonly Read[] = [
    ordersOf(owner),
    ordersOf(staff),
    ordersOf(staff, 'PENDING'),
    staffList('staffActions'),
    staffList('parkedMessages'),
    staffList('parkedMessages', { states: ['PARKED'] }),
    staffList('stuckCheckouts'),
    staffList('stuckCheckouts', { olderThanSeconds: 1 }),
  ];

  it('is taken by the list that it came from, and by no other', async () => {
    for (const list of lists) {
      const { pageInfo } = await list({ first: 1 });
      expect(pageInfo.endCursor).not.toBeNull();
      const next = { first: 1, after: pageInfo.endCursor };
      for (const other of lists) {
        const back = { last: 1, before: pageInfo.endCursor };
        if (other === list) await Promise.all([other(next), other(back)]);
        else for (const page of [next, back]) await expect(other(page)).rejects.toThrow('BAD_USER_INPUT');
      }
    }
  });
});
