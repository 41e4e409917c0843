import { startTestSubgraph, type TestReplica, type TestSubgraph } from '@cartwright/testing';
import { orders } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import { startStandInCarts, type StandInCarts } from './stand-in-carts.ts';

/** One replica of orders. */
export type OrdersReplica = TestReplica;

/** An orders subgraph on a database of its own, with a stand-in for carts. */
export interface TestOrders extends TestSubgraph<Tables, PrismaClient> {
  readonly carts: StandInCarts;
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
  return { ...subgraph, carts, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
