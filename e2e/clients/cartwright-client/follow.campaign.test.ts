import { createSession, createSocket, followOrder, type OrderStep } from '@cartwright/client';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { place, fillCart, findVariant, placeInput } from '../../support/shopper.ts';
import { graphqlClient } from '../../support/graphql-client.ts';

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(async () => {
  await store.stop();
});

it('follows an order over a restart of the gateway, and misses no step', async () => {
  const url = store.graphqlUrl;
  const session = createSession({ url });
  const token = await session.renew(undefined);
  const client = graphqlClient(url, token);
  const variant = await findVariant(client, 5);
  const cart = await fillCart(client, [{ variantId: variant.id, quantity: 1 }]);
  // The payment stays open until the buyer acts, so that the order moves on only after the restart.
  const { order } = await place(client, placeInput(cart, 'sim_action_required'));
  if (order === undefined) throw new Error('The order was not placed.');
  const socket = createSocket(session);
  const steps: OrderStep[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    followOrder({
      session,
      socket,
      orderId: order.id,
      afterVersion: 1,
      onStep: (step) => void steps.push(step),
      onEnd: resolve,
      onError: reject,
    });
  });
  await expect.poll(() => steps.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await store.process('gateway').restart();
  await client.ask('mutation ($id: ID!) { orderCancel(input: { orderId: $id }) { __typename } }', {
    id: order.id,
  });
  await ended;
  expect(steps.map(({ version }) => version)).toEqual(steps.map((_, index) => index + 2));
  expect(steps.at(-1)?.status).toBe('CANCELLED');
  await socket.dispose();
});
