import { cartFreezePath, type CartFreezeResponse } from '@cartwright/events';
import {
  postSigned,
  startTestSubgraph,
  type TestSubgraph,
  type TestSubgraphOptions,
} from '@cartwright/testing';
import { carts } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import { TestClock } from './test-clock.ts';

/** Carts on a database of its own, with a clock that a test sets forward. */
export interface TestCarts extends TestSubgraph<Tables, PrismaClient> {
  readonly clock: TestClock;
  /** Asks carts to freeze a cart, as orders asks. */
  readonly freeze: (request: object) => Promise<CartFreezeResponse>;
}

/** Starts carts on a free port. */
export async function startTestCarts(
  options: Pick<TestSubgraphOptions, 'natsUrl' | 'env'> = {},
): Promise<TestCarts> {
  const clock = new TestClock();
  const started = await startTestSubgraph({ ...carts, PrismaClient }, { ...options, now: clock.now });
  const asOrders = { sign: started.signerOf('orders') };
  return {
    ...started,
    clock,
    freeze: async (request) => {
      const response = await postSigned(new URL(cartFreezePath, started.url), request, asOrders);
      return (await response.json()) as CartFreezeResponse;
    },
  };
}
