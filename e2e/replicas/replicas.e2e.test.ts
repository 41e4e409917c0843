import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import {
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ replicas: { gateway: 2, orders: 2, products: 2 } });
});
afterAll(async () => {
  await store.stop();
});

/** One buyer, who orders through one gateway. */
async function order(url: string, skip: number) {
  const buyer = await guest(url);
  const variant = await findVariant(graphqlClient(url), 10, skip);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, order: await placeOrder(buyer, placeInput(cart)) };
}

describe('two gateways, two orders, two products', () => {
  it('follows every order through either gateway, whichever accepted it', async () => {
    const [one = '', two = ''] = store.graphqlUrls;
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, index) => order(index % 2 === 0 ? one : two, index)),
    );
    const ends = await Promise.all(
      placed.map(async ({ buyer, order: { id } }, index) => {
        const other = buyer.through(index % 2 === 0 ? two : one);
        const [own, others] = await Promise.all([followToEnd(buyer, id), followToEnd(other, id)]);
        expect(own.at(-1)).toEqual(others.at(-1));
        return own.at(-1)?.orderStatusChanged.status;
      }),
    );
    expect(ends).toEqual(placed.map(() => 'CONFIRMED'));
    await expect.poll(() => violations(store), { timeout: 30_000 }).toEqual([]);
  });

  it('works on when one of each dies with a subscription open', async () => {
    const [one = ''] = store.graphqlUrls;
    const buyer = await guest(one);
    const variant = await findVariant(graphqlClient(one), 10, 20);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    const { id } = await placeOrder(buyer, placeInput(cart, 'sim_late_success'));
    await using events = followOrder(buyer, id);
    await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CREATED');
    const victims = [store.process('orders'), store.process('products')];
    for (const victim of victims) victim.kill('SIGKILL');
    await Promise.all(victims.map((victim) => victim.exited));

    const rest = await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CONFIRMED');
    const versions = rest.map((event) => event.orderStatusChanged.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    await Promise.all(victims.map((victim) => victim.start()));
  });
});
