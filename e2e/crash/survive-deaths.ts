import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { fillCart, findVariant, guest, place, placeInput, stepsToEnd } from '../support/shopper.ts';

/** Where each process dies during one checkout, and how that checkout must end. */
export interface Round {
  readonly where: string;
  readonly token: string;
  readonly end: 'CONFIRMED' | 'CANCELLED';
  readonly deaths: Readonly<Record<string, string>>;
}

/** Every step of a checkout, and of one that is undone. */
export const rounds: readonly Round[] = [
  {
    where: 'as the order is accepted and as stock is requested',
    token: 'sim_ok',
    end: 'CONFIRMED',
    deaths: {
      orders: 'after-commit@inventory.reserve.v1',
      products: 'before-transaction@inventory.reserve.v1',
      payments: 'before-transaction@payments.authorize.v1',
      carts: 'before-transaction@orders.order-placed.v1',
    },
  },
  {
    where: 'once stock is reserved and once the payment is authorised',
    token: 'sim_ok',
    end: 'CONFIRMED',
    deaths: {
      orders: 'after-publish@payments.authorize.v1',
      products: 'after-commit@inventory.reserved.v1',
      payments: 'after-effect@payments.authorize.v1',
      notifications: 'before-transaction@orders.order-confirmed.v1',
    },
  },
  {
    where: 'as stock is committed and as the payment is captured',
    token: 'sim_ok',
    end: 'CONFIRMED',
    deaths: {
      orders: 'after-commit@inventory.commit.v1',
      products: 'after-commit@inventory.committed.v1',
      payments: 'after-effect@payments.capture.v1',
      carts: 'before-transaction@orders.order-confirmed.v1',
    },
  },
  {
    where: 'once the payment is captured and once the order is confirmed',
    token: 'sim_ok',
    end: 'CONFIRMED',
    deaths: {
      orders: 'after-commit@payments.captured.v1',
      products: 'after-publish@inventory.committed.v1',
      payments: 'after-publish@payments.captured.v1',
      notifications: 'after-commit@orders.order-confirmed.v1',
    },
  },
  {
    where: 'while a refused capture is undone',
    token: 'sim_capture_declined',
    end: 'CANCELLED',
    deaths: {
      orders: 'after-commit@payments.capture-failed.v1',
      products: 'before-transaction@inventory.release.v1',
      payments: 'after-effect@payments.cancel.v1',
      carts: 'before-transaction@orders.order-cancelled.v1',
    },
  },
  {
    where: 'while an order is undone whose payment is declined for good',
    token: 'sim_blocked',
    end: 'CANCELLED',
    deaths: {
      orders: 'before-transaction@payments.declined.v1',
      products: 'after-commit@inventory.released.v1',
      payments: 'after-publish@payments.declined.v1',
      notifications: 'after-commit@orders.order-cancelled.v1',
    },
  },
];

/** Each of these checkouts ends as it must, although every process that takes part in it dies once. */
export function survivesDeaths(chosen: readonly Round[]): void {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore();
  });
  afterAll(async () => {
    await store.stop();
  });

  describe('a checkout during which processes are killed', () => {
    it.each(chosen)('ends correctly when they die $where', async ({ token, end, deaths }) => {
      const visitor = graphqlClient(store.graphqlUrl);
      const buyer = await guest(store.graphqlUrl);
      const variant = await findVariant(visitor, 10);
      const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 2 }]);

      const victims = Object.entries(deaths).map(([name, failpoint]) => ({
        process: store.process(name),
        failpoint,
      }));
      await Promise.all(victims.map(({ process, failpoint }) => arm(process, failpoint)));
      const died = victims.map(async ({ process }) => {
        const ending = await process.exited;
        await process.start();
        return ending;
      });

      const orderId = await placeUntilAccepted(buyer, placeInput(cart, token));
      const events = await stepsToEnd(buyer, orderId);
      expect(events.at(-1)?.orderStatusChanged.status).toBe(end);
      const versions = events.map((event) => event.orderStatusChanged.version);
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      expect(await Promise.all(died)).toEqual(victims.map(() => 'SIGKILL'));
      await expect.poll(() => violations(store), { timeout: 30_000 }).toEqual([]);
    });
  });
}

/** Restarts a process with a failpoint. A message that was waiting may kill it before it is ready, which is fine. */
async function arm(victim: ReturnType<TestStore['process']>, failpoint: string): Promise<void> {
  await victim.stop();
  await victim.launch({ FAILPOINTS: failpoint });
  const ready = expect.poll(() => isReady(victim.url), { timeout: 60_000, interval: 100 }).toBe(true);
  await Promise.race([ready, victim.exited]);
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
  return answer?.ok ?? false;
}

/** Retries with the same key until there is an answer, as a careful client does. */
async function placeUntilAccepted(
  buyer: GraphqlClient,
  input: ReturnType<typeof placeInput>,
): Promise<string> {
  let orderId: string | undefined;
  await expect
    .poll(
      async () => {
        const result = await place(buyer, input).catch(() => undefined);
        orderId = result?.order?.id;
        return orderId;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBeDefined();
  return orderId as string;
}
