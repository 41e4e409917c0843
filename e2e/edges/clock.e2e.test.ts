import { readFileSync } from 'node:fs';
import { startStore, wrongClock, type TestStore } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import {
  fillCart,
  findVariant,
  guest,
  place,
  placeInput,
  placeOrder,
  register,
  stepsToEnd,
} from '../support/shopper.ts';

const tenMinutesMs = 600_000;

let store: TestStore;
beforeAll(async () => {
  // Shorter than a clock is off, and longer than a payment takes that outlasts a restart.
  const env = { orders: { CHECKOUT_RESERVATION_SECONDS: '300' }, simulator: { SETTLE_MS: '6000' } };
  store = await startStore({ env });
});
afterAll(async () => {
  await store.stop();
});

interface Waiting {
  readonly customer: GraphqlClient;
  readonly orderId: string;
}

/** Orders something whose payment takes a while, and so is reserved meanwhile. */
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

describe('a process whose clock is ten minutes off', () => {
  const parts = ['orders', 'products', 'payments', 'accounts', 'gateway'] as const;

  it.each(parts)('may be %s: no order, no reservation and no session ends by it', async (part) => {
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
