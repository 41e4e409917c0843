import { EventQueue } from '@cartwright/graph';
import { startToySubgraph, type ToySubgraph } from './toy-subgraph.ts';

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])';

/** The schemas of a small store in three subgraphs. */
export const toySdl = {
  products: `${federation}
    type Query { product(id: ID!): Product, products(first: Int = 10): ProductConnection }
    type Mutation { productRename(id: ID!, name: String!): Product, productPrice(id: ID!, input: PriceInput!): Product }
    input PriceInput { amount: Decimal!, pieces: Int! = 1, tiers: [TierInput!], validFrom: DateTime }
    input TierInput { amount: Decimal! }
    scalar Decimal
    scalar DateTime
    type ProductConnection { nodes: [Product!]! }
    type Product @key(fields: "id") { id: ID!, name: String! }`,
  accounts: `${federation}
    type Query { me: User, broken: String, crash: String }
    type Mutation { sessionCreate(email: String!): User }
    type User @key(fields: "id") { id: ID!, email: String! }`,
  orders: `${federation}
    type Query { order(id: ID!): Order }
    type Subscription {
      orderStatusChanged(orderId: ID!, afterVersion: Int): OrderStatusEvent!
      stockChanged(id: ID!): Product!
    }
    type OrderStatusEvent { version: Int!, status: String!, order: Order! }
    type Order @key(fields: "id") { id: ID!, product: Product!, customer: User!, lines: [OrderLine!]! }
    type OrderLine { title: String!, product: Product @tag(name: "expected"), gift: Product }
    type Product @key(fields: "id", resolvable: false) { id: ID! }
    type User @key(fields: "id") { id: ID!, latestOrder: Order }`,
} as const;

/** The life of an order, shared by all replicas of orders: `advance` adds a step and all subscribers see it. */
export interface ToyOrderLife {
  advance(status: string): void;
  events(afterVersion: number | null | undefined): AsyncIterableIterator<unknown>;
}

/** Makes an order that is PENDING, version 1. */
export function toyOrderLife(): ToyOrderLife {
  const statuses = ['PENDING'];
  const queues = new Set<EventQueue<unknown>>();
  const event = (version: number) => ({
    orderStatusChanged: { version, status: statuses[version - 1], order: toyOrder('o1') },
  });
  return {
    advance(status) {
      statuses.push(status);
      for (const queue of queues) queue.push(event(statuses.length));
    },
    events(afterVersion) {
      const queue = new EventQueue<unknown>({ onReturn: () => queues.delete(queue) });
      queues.add(queue);
      const first = (afterVersion ?? statuses.length - 1) + 1;
      for (let version = first; version <= statuses.length; version += 1) queue.push(event(version));
      return queue;
    },
  };
}

/** The product with the id `gone` does not exist; an order whose id begins with it is for that one. */
function toyOrder(id: string) {
  const product = { id: id.startsWith('gone') ? 'gone' : 'p1' };
  const lines = ['p1', 'gone', 'p2'].map((sold) => ({
    title: `Line of ${sold}`,
    product: { id: sold },
    gift: { id: sold },
  }));
  return { __typename: 'Order', id, product, customer: { id: 'u1' }, lines };
}

/** Starts a products subgraph. */
export function startToyProducts(port?: number): Promise<ToySubgraph> {
  const product = (id: string, name = `Product ${id}`) => ({ __typename: 'Product', id, name });
  return startToySubgraph({
    sdl: toySdl.products,
    ...(port !== undefined && { port }),
    resolvers: {
      Query: {
        product: (_root: unknown, { id }: { id: string }) => product(id),
        products: (_root: unknown, { first }: { first: number }) => ({
          nodes: Array.from({ length: first }, (_, index) => product(`p${index + 1}`)),
        }),
      },
      Mutation: {
        productRename: (_root: unknown, { id, name }: { id: string; name: string }) => product(id, name),
        productPrice: (_root: unknown, { id }: { id: string }) => product(id),
      },
      Product: { __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : product(id)) },
    },
  });
}

/** Starts an accounts subgraph. */
export function startToyAccounts(port?: number): Promise<ToySubgraph> {
  const user = (id: string) => ({ __typename: 'User', id, email: `${id}@example.com` });
  return startToySubgraph({
    sdl: toySdl.accounts,
    ...(port !== undefined && { port }),
    resolvers: {
      Query: {
        me: () => user('u1'),
        broken: () => {
          throw Object.assign(new Error('Not for you.'), {
            extensions: { code: 'FORBIDDEN', reason: 'test' },
          });
        },
        crash: () => {
          throw new Error('connect to postgres://secret failed');
        },
      },
      Mutation: { sessionCreate: () => user('u1') },
      User: { __resolveReference: ({ id }: { id: string }) => user(id) },
    },
  });
}

/** Starts an orders subgraph, a replica of any other with the same order. */
export function startToyOrders(life: ToyOrderLife, port?: number): Promise<ToySubgraph> {
  return startToySubgraph({
    sdl: toySdl.orders,
    ...(port !== undefined && { port }),
    resolvers: {
      Query: { order: (_root: unknown, { id }: { id: string }) => toyOrder(id) },
      Order: { __resolveReference: ({ id }: { id: string }) => toyOrder(id) },
      User: { latestOrder: ({ id }: { id: string }) => (id === 'u1' ? toyOrder('o1') : null) },
      Subscription: {
        orderStatusChanged: {
          subscribe: (_root: unknown, { afterVersion }: { afterVersion?: number | null }) =>
            life.events(afterVersion),
        },
        stockChanged: {
          subscribe: (_root: unknown, { id }: { id: string }) => {
            const queue = new EventQueue<unknown>();
            queue.push({ stockChanged: { id } });
            return queue;
          },
        },
      },
    },
  });
}
