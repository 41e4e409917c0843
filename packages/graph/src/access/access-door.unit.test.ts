import type { Permission, Viewer } from '@cartwright/identity';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, subscribe } from 'graphql';
import { expect, it, vi } from 'vitest';
import { guardAccess, type AccessOptions } from './access-door.ts';

const directive =
  `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @access(rule: String!, permission: String) on OBJECT | FIELD_DEFINITION
`.replace('String!', 'Rule!') + 'enum Rule { ANYBODY GUEST CUSTOMER OWNER PERMISSION }';

const sdl = `${directive}
  type Query {
    anybody: Int @access(rule: ANYBODY)
    guest: Int @access(rule: GUEST)
    customer: Int @access(rule: CUSTOMER)
    staff: Int @access(rule: PERMISSION, permission: "ORDERS_READ")
    order(id: ID): Order @access(rule: OWNER, permission: "ORDERS_READ")
    shelf: Shelf @access(rule: ANYBODY)
  }
  type Mutation {
    cancel(input: CancelInput): Outcome @access(rule: OWNER, permission: "ORDERS_MANAGE")
  }
  input CancelInput { orderId: ID }
  type Outcome { done: Boolean }
  type Subscription { steps: Int @access(rule: GUEST) }
  type Order @key(fields: "id") @access(rule: OWNER, permission: "ORDERS_READ") {
    id: ID!
    secret: String @access(rule: PERMISSION, permission: "AUDIT_READ")
    parts: [Int!]! @access(rule: OWNER)
  }
  type Shelf { orders: [Order!]! @access(rule: OWNER) }
`;

const owner = 'o1';
const ran = vi.fn();
const once =
  <Value>(value: Value) =>
  (): Value => (ran(), value);
const order = { id: 'of o1', customerId: owner, secret: 'seen', parts: [1] };

const resolvers = {
  Query: {
    ...{ anybody: once(1), guest: once(1), customer: once(1), staff: once(1) },
    order: once(order),
    shelf: once({ orders: [order, { ...order, customerId: 'another' }] }),
  },
  Mutation: { cancel: once({ __typename: 'OrderNotFoundError', done: false }) },
  Subscription: {
    steps: {
      subscribe: async function* () {
        await Promise.resolve(ran());
        yield { steps: 1 };
      },
    },
  },
  Order: { __resolveReference: once(order) },
};

function open(onRefused?: AccessOptions['onRefused']) {
  ran.mockClear();
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const owns = {
    Order: ({ customerId }: typeof order, viewer: Viewer | null) => viewer?.id === customerId,
  };
  return guardAccess(schema, { owns, onRefused });
}

const viewer = (role: Viewer['role'], id = 'x', ...permissions: Permission[]) =>
  ({ id, role, permissions, sessionId: 's', expiresAt: new Date() }) as Viewer;
const nobody = null;
const guest = viewer('GUEST');
const customer = viewer('CUSTOMER');
const staff = viewer('STAFF');
const reader = viewer('STAFF', 'y', 'ORDERS_READ');

async function ask(source: string, of: Viewer | null, onRefused?: AccessOptions['onRefused']) {
  const { data, errors } = await graphql({ schema: open(onRefused), source, contextValue: { viewer: of } });
  return errors?.[0]?.extensions['code'] ?? (JSON.parse(JSON.stringify(data)) as unknown);
}

it.each([
  ['anybody', nobody, 1],
  ['guest', nobody, 'UNAUTHENTICATED'],
  ['guest', guest, 1],
  ['customer', nobody, 'UNAUTHENTICATED'],
  ['customer', guest, 'FORBIDDEN'],
  ['customer', customer, 1],
  ['customer', staff, 1],
  ['staff', nobody, 'UNAUTHENTICATED'],
  ['staff', customer, 'FORBIDDEN'],
  ['staff', staff, 'FORBIDDEN'],
  ['staff', reader, 1],
] as const)('a field for %s answers %j with %s', async (field, of, answer) => {
  expect(await ask(`{ ${field} }`, of)).toEqual(typeof answer === 'number' ? { [field]: answer } : answer);
  expect(ran).toHaveBeenCalledTimes(typeof answer === 'number' ? 1 : 0);
});

it.each([
  ['nobody', nobody, null],
  ['another', customer, null],
  ['staff without the permission', staff, null],
  ['staff with it', reader, { id: order.id, secret: null, parts: [] }],
  ['its owner', viewer('GUEST', owner), { id: order.id, secret: null, parts: [1] }],
  [
    'an owner with a permission',
    viewer('STAFF', owner, 'AUDIT_READ'),
    { id: order.id, secret: 'seen', parts: [1] },
  ],
] as const)(
  'an object is shown to %s as its rules say, by a query and by its reference',
  async (_who, of, shown) => {
    expect(await ask('{ order { id secret parts } }', of)).toEqual({ order: shown });
    const reference = '_entities(representations: [{ __typename: "Order", id: "1" }])';
    expect(await ask(`{ ${reference} { ... on Order { id secret parts } } }`, of)).toEqual({
      _entities: [shown],
    });
  },
);

it('of a list that others are in, only what is own is shown', async () => {
  expect(await ask('{ shelf { orders { parts } } }', viewer('CUSTOMER', owner))).toEqual({
    shelf: { orders: [{ parts: [1] }] },
  });
  expect(await ask('{ shelf { orders { id } } }', nobody)).toEqual({ shelf: { orders: [] } });
});

it('a subscription is refused before it begins', async () => {
  const run = (of: Viewer | null) =>
    subscribe({ schema: open(), document: parse('subscription { steps }'), contextValue: { viewer: of } });
  expect(await run(nobody)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(ran).not.toHaveBeenCalled();
  expect(Symbol.asyncIterator in (await run(guest))).toBe(true);
});

it.each([
  ['{ staff }', staff, { operation: 'staff', target: null, permission: 'ORDERS_READ' }],
  ['{ order(id: "a") { id } }', staff, { operation: 'order', target: 'a', permission: 'ORDERS_READ' }],
  [
    'mutation { cancel(input: { orderId: "b" }) { done } }',
    reader,
    { operation: 'cancel', target: 'b', permission: 'ORDERS_MANAGE' },
  ],
])('%s is told as a refusal', async (source, of, refusal) => {
  const refused = vi.fn(() => Promise.resolve());
  await ask(source, of, refused);
  expect(refused.mock.calls).toEqual([[of, refusal]]);
});

it.each(['{ staff }', '{ order { id } }'])('%s of somebody who may is no refusal', async (source) => {
  const refused = vi.fn(() => Promise.resolve());
  await ask(source, reader, refused);
  expect(refused).not.toHaveBeenCalled();
});

it.each([
  ['type Query { a: Int! @access(rule: OWNER) }', 'no null'],
  ['type Query { a: A @access(rule: ANYBODY) } type A { b: Int! @access(rule: GUEST) }', 'neither null nor'],
  [
    'type Query { a: A @access(rule: ANYBODY) } type A { b: Int @access(rule: OWNER) }',
    'Nothing says whose A.b is',
  ],
  [
    'type A @key(fields: "id") @access(rule: OWNER) { id: ID! } type Query { a: A @access(rule: ANYBODY) }',
    'whose a A is',
  ],
])('a rule that cannot be held is refused: %s', (types, message) => {
  const schema = buildSubgraphSchema({ typeDefs: parse(directive + types) });
  expect(() => guardAccess(schema, { owns: {} })).toThrow(message);
});
