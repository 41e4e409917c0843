import { guestClaimed } from '@cartwright/events';
import { sampleOrders } from '@cartwright/sample-data';
import { startSender, startTestNats, waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { addPastOrders } from '../order/door.ts';
import { claimGuest } from '../claims/repository.ts';
import { pastOrder } from '../seed/past-order.ts';
import { briefOrder } from './brief.ts';
import { newCustomer, place, placeInput, readOrder, staff, type KnownViewer } from '../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

let orders: TestOrders;
const past = sampleOrders().map(pastOrder);
const seed = () => orders.database.transaction((tx) => addPastOrders(tx, past));
const owner: KnownViewer = newCustomer({ id: past[0]?.order.customerId ?? '' });

beforeAll(async () => {
  orders = await startTestOrders();
  await seed();
});
afterAll(() => orders[Symbol.asyncDispose]());

interface SeenPage {
  readonly nodes: readonly { readonly id: string; readonly placedAt: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}

async function readPage(viewer: KnownViewer, variables: object): Promise<SeenPage> {
  const { data, errors } = await orders.graphql(
    viewer,
    `query ($first: Int, $after: String, $statuses: [OrderStatus!]) {
      orders(first: $first, after: $after, filters: { statuses: $statuses }) {
        nodes { id placedAt } pageInfo { hasNextPage endCursor } totalCount
      }
    }`,
    variables,
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as { orders: SeenPage }).orders;
}

const entitiesQuery = (fields: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;

async function entities(
  viewer: KnownViewer | null,
  fields: string,
  representations: object[],
): Promise<unknown[]> {
  const { data, errors } = await orders.graphql(viewer, entitiesQuery(fields), { representations });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as { _entities: unknown[] })._entities;
}

/** What the operations since the last reset have sent. */
const statementsSent = (): readonly string[] => orders.statements.statements();

describe('the seed', () => {
  it('changes nothing the second time', async () => {
    const count = await orders.database.prisma.order.count();
    await seed();
    expect(await orders.database.prisma.order.count()).toBe(count);
    expect(count).toBe(past.length);
  });
});

describe('lists', () => {
  it('show staff everything, by status where it is asked', async () => {
    expect((await readPage(staff, {})).totalCount).toBe(past.length);
    const cancelled = past.filter(({ order }) => order.status === 'CANCELLED');
    expect((await readPage(staff, { statuses: ['CANCELLED'] })).totalCount).toBe(cancelled.length);
    expect((await readPage(newCustomer(), {})).nodes).toEqual([]);
  });

  it('go on where a page has ended, with what is shown and nothing of the checkout', async () => {
    orders.statements.reset();
    const first = await readPage(staff, { first: 1 });
    const second = await readPage(staff, { first: 1, after: first.pageInfo.endCursor });
    const both = await readPage(staff, { first: 2 });
    expect([...first.nodes, ...second.nodes]).toEqual(both.nodes);
    const lists = statementsSent().filter((sql) => sql.includes('order by "placed_at"'));
    expect(lists).toHaveLength(3);
    expect(lists.join()).not.toMatch(/\*|signals|payment_method_token/);
  });

  it('have the lines of their orders with them where those are asked for, as each order has', async () => {
    const lines = 'id title quantity total { amount currencyCode }';
    orders.statements.reset();
    const listed = await orders.graphql(owner, `{ orders { nodes { id lines { ${lines} } } } }`);
    expect(statementsSent()).toHaveLength(1);
    orders.statements.reset();
    const each = await orders.graphql(owner, `query ($id: ID) { order(id: $id) { id lines { ${lines} } } }`, {
      id: past[0]?.order.id,
    });
    expect(statementsSent()).toHaveLength(1);
    const representations = past
      .filter(({ order }) => order.customerId === owner.id)
      .map(({ order }) => ({ __typename: 'Order', id: order.id }));
    const entitiesOf = (await entities(owner, `... on Order { id lines { ${lines} } }`, representations)) as {
      readonly id: string;
      readonly lines: readonly object[];
    }[];
    expect(entitiesOf.flatMap((order) => order.lines).length).toBeGreaterThan(entitiesOf.length);
    const { nodes } = (listed.data as { orders: { nodes: typeof entitiesOf } }).orders;
    expect(nodes.map(({ id }) => id)).toEqual((await readPage(owner, {})).nodes.map(({ id }) => id));
    for (const order of nodes) expect(entitiesOf).toContainEqual(order);
    const { pageInfo } = await readPage(owner, { first: 1 });
    const others = await orders.graphql(
      owner,
      `query ($after: String) { orders(first: 1, after: $after) { nodes { id lines { ${lines} } } } }`,
      { after: pageInfo.endCursor },
    );
    expect(others.data).toEqual({ orders: { nodes: nodes.slice(1, 2) } });
    expect(each.data).toEqual({ order: entitiesOf.find(({ id }) => id === past[0]?.order.id) });
  });

  describe('read of their orders', () => {
    /** Those of which something has to be selected. */
    const below: Readonly<Record<string, string>> = {
      total: '{ gross { amount } net { amount } tax { currencyCode } }',
      customer: '{ id }',
      lines: '{ id title variantTitle sku quantity unitPrice { amount } variant { id } }',
    };
    const briefs = Object.keys(briefOrder).map((field) => `${field} ${below[field] ?? ''}`);

    async function listedAndEach(fields: string) {
      orders.statements.reset();
      const { data } = await orders.graphql(owner, `{ orders { nodes { ${fields} } } }`);
      const [statement = ''] = statementsSent();
      const representations = past
        .filter(({ order }) => order.customerId === owner.id)
        .map(({ order }) => ({ __typename: 'Order', id: order.id }));
      const each = await entities(owner, `... on Order { ${fields} }`, representations);
      return { statement, listed: (data as { orders: { nodes: object[] } }).orders.nodes, each };
    }

    it.each([...briefs, briefs.join(' ')])('what a list shows and nothing else: %s', async (field) => {
      const { statement, listed, each } = await listedAndEach(`id ${field}`);
      expect(statement).not.toMatch(/address|"email"|"version"/);
      expect(listed).toHaveLength(each.length);
      expect(each).toEqual(expect.arrayContaining(listed));
    });

    it.each([
      ...[
        'email',
        'version',
        'updatedAt',
        'payUntil',
        'paymentStatus',
        'fulfillmentStatus',
        'shippingMethod',
      ],
      ...['subtotal { amount }', 'shipping { amount }', 'discount { amount }', 'cancellation { reason }'],
      ...['shippingAddress { city }', 'billingAddress { city }', 'timeline { code }', 'fulfillments { id }'],
      'lines { id quantityShipped }',
    ])('all where anything else is asked for: %s', async (field) => {
      const { statement, listed, each } = await listedAndEach(`id ${field}`);
      expect(statement).toContain('"shipping_address"');
      expect(listed).toHaveLength(each.length);
      expect(each).toEqual(expect.arrayContaining(listed));
    });
  });

  it('refuse a foreign cursor and a page that is too large', async () => {
    await expect(readPage(owner, { after: 'nonsense' })).rejects.toThrow('BAD_USER_INPUT');
    await expect(readPage(owner, { first: 101 })).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('an order of somebody else', () => {
  const [{ order } = { order: { id: '', number: '' } }] = past;
  const anything = `query ($id: ID, $number: String) { result: order(id: $id, number: $number) { id } }`;

  it.each([
    ['its id', { id: order.id }],
    ['its number', { number: order.number }],
  ])('is like none by %s', async (_how, variables) => {
    expect((await orders.graphql(newCustomer(), anything, variables)).data).toEqual({ result: null });
    expect((await orders.graphql(owner, anything, variables)).data).toEqual({ result: { id: order.id } });
    expect((await orders.graphql(staff, anything, variables)).data).toEqual({ result: { id: order.id } });
  });

  it('is like none as an entity, and so are its lines and its customer’s list', async () => {
    const line = past[0]?.lines[0]?.id ?? '';
    const representations = [
      { __typename: 'Order', id: order.id },
      { __typename: 'Order', id: 'nonsense' },
      { __typename: 'OrderLine', id: line },
    ];
    const fields = '... on Order { number } ... on OrderLine { sku total { currencyCode } }';
    expect(await entities(newCustomer(), fields, representations)).toEqual([null, null, null]);
    expect(await entities(null, fields, representations)).toEqual([null, null, null]);
    expect(await entities(owner, fields, representations)).toMatchObject([
      { number: order.number },
      null,
      { sku: past[0]?.lines[0]?.sku, total: { currencyCode: past[0]?.order.currency } },
    ]);
    const user = [{ __typename: 'User', id: owner.id }];
    expect(await entities(newCustomer(), '... on User { orders { totalCount } }', user)).toEqual([
      { orders: null },
    ]);
  });

  it('becomes the own of the customer that a guest turns out to be', async () => {
    const guest = newCustomer({ role: 'GUEST' });
    const { order: placed } = await place(orders, guest, placeInput());
    const customer = newCustomer();
    expect(await readOrder(orders, customer, placed.id)).toBeNull();
    expect(await readOrder(orders, { ...customer, guestId: guest.id }, placed.id)).toMatchObject({
      id: placed.id,
    });
    const claim = { guestId: guest.id, customerId: customer.id };
    await orders.database.transaction((tx) => claimGuest(tx, claim));
    expect(await readOrder(orders, customer, placed.id)).toMatchObject({ customer: { id: customer.id } });
  });
});

describe('a page', () => {
  const fields = `... on Order {
    number status timeline { code } lines { sku unitPrice { amount } variant { id } } customer { id }
  }`;

  it('of 40 orders costs as many statements as one of 20', async () => {
    const ids = past.map(({ order }) => ({ __typename: 'Order', id: order.id }));
    const counts: number[] = [];
    for (const size of [20, 40]) {
      orders.statements.reset();
      expect(await entities(staff, fields, ids.slice(0, size))).toHaveLength(size);
      counts.push(statementsSent().length);
    }
    expect(counts).toEqual([3, 3]);
  });

  it('of 20 users with a list each costs as many statements as one of 5', async () => {
    const customerIds = [...new Set(past.map(({ order }) => order.customerId))];
    const users = Array.from({ length: 20 }, (_, index) => ({
      __typename: 'User',
      id: customerIds[index] ?? uuidv7(),
    }));
    const counts: number[] = [];
    for (const size of [5, 20]) {
      orders.statements.reset();
      const found = await entities(
        staff,
        '... on User { id orders(first: 2) { totalCount nodes { id lines { sku } } } }',
        users.slice(0, size),
      );
      counts.push(statementsSent().length);
      for (const user of found as { id: string; orders: { totalCount: number; nodes: { id: string }[] } }[]) {
        const own = past.filter(({ order }) => order.customerId === user.id).map(({ order }) => order.id);
        expect(user.orders.totalCount).toBe(own.length);
        expect(user.orders.nodes.map(({ id }) => id)).toEqual(own.toReversed().slice(0, 2));
      }
    }
    expect(counts).toEqual([3, 3]);
  });
});

describe('accounts.guest-claimed', () => {
  it("moves the guest's orders to the customer", async () => {
    await using stack = new AsyncDisposableStack();
    const nats = stack.use(await startTestNats());
    const own = stack.use(await startTestOrders({ natsUrl: nats.urlFor('orders') }));
    const accounts = stack.use(await startSender(nats, 'accounts', [guestClaimed]));
    const [guest, customer] = [newCustomer({ role: 'GUEST' }), newCustomer()];
    const { order } = await place(own, guest, placeInput());
    await accounts.send(guestClaimed, { guestId: guest.id, customerId: customer.id });
    await waitFor(() => readOrder(own, customer, order.id));
    expect(await readOrder(own, guest, order.id)).toBeNull();
  });
});
