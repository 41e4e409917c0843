import { startTestSubgraph, type TestReplica, type TestSubgraph, type TestViewer } from '@cartwright/testing';
import { orders } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import { startStandInCarts, type StandInCarts } from './stand-in-carts.ts';
import { subscribeTo, type Subscribed } from './subscribe-to.ts';

/** One replica of orders. */
export interface OrdersReplica extends TestReplica {
  readonly subscribe: <Event>(
    viewer: TestViewer,
    query: string,
    variables: object,
  ) => Promise<Subscribed<Event>>;
}

/** An orders subgraph on a database of its own, with a stand-in for carts. */
export interface TestOrders extends Omit<TestSubgraph<Tables, PrismaClient>, 'startReplica'>, OrdersReplica {
  readonly carts: StandInCarts;
  /** Another replica on the same database. */
  readonly startReplica: () => Promise<OrdersReplica>;
}

/** What differs from test to test. */
export interface TestOrdersOptions {
  readonly natsUrl?: string;
  readonly now?: () => Date;
  readonly stepTimeoutSeconds?: number;
}

/** Starts orders on a free port; without `natsUrl` it accepts orders and sends nothing. */
export async function startTestOrders(options: TestOrdersOptions = {}): Promise<TestOrders> {
  const { natsUrl, now, stepTimeoutSeconds = 10 } = options;
  const stack = new AsyncDisposableStack();
  const carts = stack.use(await startStandInCarts(now));
  const env = {
    CARTS_URL: carts.url,
    CHECKOUT_STEP_TIMEOUT_SECONDS: String(stepTimeoutSeconds),
    CHECKOUT_RETURN_ORIGINS: 'https://shop.example.com',
    CHECKOUT_RETURN_SCHEMES: 'com.example.shop',
  };
  const subgraph = stack.use(await startTestSubgraph({ ...orders, PrismaClient }, { natsUrl, now, env }));
  const sign = subgraph.signerOf('gateway');
  const withSubscribe = (replica: TestReplica): OrdersReplica => ({
    ...replica,
    subscribe: async (viewer, query, variables) => {
      const authorization = await subgraph.issuer.authorization({
        expiresInSeconds: dayInSeconds,
        ...viewer,
      });
      return subscribeTo(replica.url, { sign, authorization, query, variables });
    },
  });
  return {
    ...subgraph,
    ...withSubscribe(subgraph),
    carts,
    startReplica: async () => withSubscribe(await subgraph.startReplica()),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const dayInSeconds = 24 * 60 * 60;
