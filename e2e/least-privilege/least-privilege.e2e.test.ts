import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import { loadSecrets } from '@cartwright/stack';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import {
  fillCart,
  findVariant,
  guest,
  placeInput,
  placeOrder,
  register,
  stepsToEnd,
} from '../support/shopper.ts';

const directory = temporaryDirectory('least-privilege');
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

const webhooks = (): string => store.graphqlUrl.replace(/\/graphql$/, '/webhooks/simulator');
const logOf = (name: string): string =>
  readFileSync(path.join(directory.path, 'logs', `${name}.log`), 'utf8');

/** Orders with a payment whose outcome the provider reports later, by a webhook. */
async function order() {
  const buyer = await register(await guest(store.graphqlUrl));
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(cart, 'sim_late_success'));
  return (await stepsToEnd(buyer, id)).at(-1)?.orderStatusChanged.status;
}

it('confirms an order with what the provider reports to the gateway', async () => {
  expect(await order()).toBe('CONFIRMED');
});

it('takes a webhook through the gateway that is signed and fresh, a copy of it, and no other', async () => {
  const payment = {
    reference: 'p1',
    state: 'captured',
    declineCode: null,
    declineReason: null,
    redirectUrl: null,
  };
  const body = JSON.stringify({ id: 'evt_through_the_gateway', type: 'payment.captured', payment });
  const secret = loadSecrets(directory.path).paymentWebhookSecret;
  const post = async (secondsAgo: number, sent = body): Promise<number> => {
    const signature = signWebhook(secret, body, new Date(Date.now() - secondsAgo * 1000));
    const headers = { 'content-type': 'application/json', [webhookSignatureHeader]: signature };
    return (await fetch(webhooks(), { method: 'POST', body: sent, headers })).status;
  };
  expect(await post(0)).toBe(204);
  expect(await post(10)).toBe(204);
  expect(await post(301)).toBe(401);
  expect(await post(0, `${body} `)).toBe(401);
});

it('needs nothing that a login of NATS or Redis is refused', () => {
  expect(logOf('nats')).not.toMatch(/violation/i);
  expect(logOf('gateway')).not.toMatch(/NOPERM|WRONGPASS|NOAUTH/);
});
