import { readFileSync } from 'node:fs';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { wrongClock } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../../support/graphql-client.ts';
import { violations } from '../../support/invariants.ts';
import {
  fillCart,
  findVariant,
  guest,
  place,
  placeInput,
  placeOrder,
  register,
  stepsToEnd,
} from '../../support/shopper.ts';

const tenMinutesMs = 600_000;

let store: TestStore;
beforeAll(async () => {
  // Shorter than the clock's error, and longer than a payment that is under way during a restart.
  const env = { orders: { CHECKOUT_RESERVATION_SECONDS: '300' }, simulator: { SETTLE_MS: '6000' } };
  store = await startTestStore({ env });
});
afterAll(async () => {
  await store.stop();
});

interface Waiting {
  readonly customer: GraphqlClient;
  readonly orderId: string;
}

/** Orders something with a slow payment, so that its stock stays reserved for a while. */
async function order(customer: GraphqlClient): Promise<Waiting> {
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 20);
  const cart = await fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const input = placeInput(cart, 'sim_late_success');
  const { id: orderId } = await placeOrder(customer, input);
  expect((await place(customer, input)).order?.id).toBe(orderId);
  return { customer, orderId };
}

async function endOf({ customer, orderId }: Waiting) {
  return (await stepsToEnd(customer, orderId)).at(-1)?.orderStatusChanged.status;
}

/** Defines the test that nothing ends early because the clock of one of these processes is wrong. */
export function bearsWrongClockOf(
  parts: readonly ('orders' | 'products' | 'payments' | 'accounts' | 'gateway')[],
): void {
  describe('a process whose clock is ten minutes off', () => {
    it.each(parts)('may be %s: no order, no reservation and no session ends because of it', async (part) => {
      const process = store.process(part);
      const waiting: Waiting[] = [];
      for (const offMs of [tenMinutesMs, -tenMinutesMs, 0]) {
        const customer = await register(await guest(store.graphqlUrl));
        waiting.push(await order(customer));
        await process.restart(wrongClock(offMs));
        waiting.push(await order(customer), await order(await guest(store.graphqlUrl)));
      }
      expect(readFileSync(process.logFile, 'utf8')).toContain('the clock of this process is wrong');
      expect(await Promise.all(waiting.map(endOf))).toEqual(waiting.map(() => 'CONFIRMED'));
      await expect.poll(() => violations(store), { timeout: 30_000, interval: 250 }).toEqual([]);
    });
  });
}
