import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  fillCart,
  findVariant,
  followOrder,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';

/** A store that is open to the network, as `npm start -- --host 0.0.0.0` opens it. */
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ address: { host: '0.0.0.0' } });
});
afterAll(() => store.stop());

const addresses = /\b(?:https?|wss?):\/\/(?:[^\s"'<>\\&]+)/g;

/** Whatever stands in a text that people or apps would open, but what leads out of the store on purpose. */
function addressesIn(text: string): string[] {
  return (text.match(addresses) ?? []).filter(
    (url) => !/^https:\/\/studio\.apollographql\.com\/|^https?:\/\/[^/]*(w3\.org|example\.com)\b/.test(url),
  );
}

/** Fails when an address leads elsewhere than to the store as others on the network reach it. */
function expectReachable(text: string): string[] {
  const found = addressesIn(text);
  const { host, hostname } = new URL(store.publicUrl);
  const lost = found.filter((url) => new URL(url).host !== host && new URL(url).port !== '3000');
  expect(lost).toEqual([]);
  for (const url of found) expect(new URL(url).hostname).toBe(hostname);
  expect(text).not.toMatch(/localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]/);
  return found;
}

async function readPage(url: string): Promise<string> {
  const response = await fetch(url);
  expect([url, response.status]).toEqual([url, 200]);
  return response.text();
}

async function pictureOf(visitor: GraphqlClient): Promise<string> {
  const answer = await visitor.ask<{ products: { nodes: { images: { url: string }[] }[] } }>(
    '{ products(first: 5) { nodes { images { url } variants { image { url } } } } }',
  );
  return expectReachable(JSON.stringify(answer))[0] ?? '';
}

it('is reached by the address of this machine on its network', () => {
  expect(new URL(store.publicUrl).hostname).not.toMatch(/^(localhost|127\.|\[::1\])/);
});

it('sells to a phone: picture, order, bank page, events, mail, all of them at that one address', async () => {
  const url = `${store.publicUrl}/graphql`;
  const picture = await fetch(await pictureOf(graphqlClient(url)));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^image\//),
  ]);
  const buyer = await guest(url);
  const variant = await findVariant(buyer, 20);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const returnUrl = `http://${new URL(url).hostname}:3000/back`;
  const email = 'phone@example.com';
  const order = await placeOrder(buyer, { ...placeInput(cart, 'sim_action_required'), email, returnUrl });
  await using events = followOrder(buyer, order.id);
  await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CREATED');
  const { payment } = await paymentBecomes(buyer, order.id, 'ACTION_REQUIRED');
  const [bank = ''] = expectReachable(JSON.stringify(payment));
  expect(bank).toMatch(`${store.publicUrl}/bank/actions/`);
  expectReachable(await readPage(bank));
  const body = new URLSearchParams({ decision: 'approve' });
  const back = await fetch(bank, { method: 'POST', body, redirect: 'manual' });
  expect(back.headers.get('location')).toBe(`${returnUrl}?orderId=${order.id}`);
  await events.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CONFIRMED');
  const mail = await mailTo(`${store.publicUrl}/mailbox`, email, order.number);
  const found = expectReachable(JSON.stringify(mail));
  expect(found).toContainEqual(expect.stringMatching(/\/media\//));
  expect(found).toContainEqual(expect.stringMatching(`/orders/${order.number}`));
  expectReachable(await readPage(`${store.publicUrl}/mailbox/messages/${mail.id}`));
});

it.each(['/', '/mailbox/', '/.well-known/jwks.json', '/health/ready'])(
  'leads nowhere else from %s, whatever host the request names',
  async (path) => {
    expectReachable(await readPage(store.publicUrl + path));
    const { hostname, port } = new URL(store.publicUrl);
    const forged = await fetch(`http://${hostname}:${port}${path}`, {
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      },
    });
    expect(await forged.text()).not.toContain('evil.example');
  },
);

it('opens nothing else to the network: the other processes and servers stay on this machine', async () => {
  const { hostname } = new URL(store.publicUrl);
  const closed = [store.mailboxUrl, store.simulatorUrl, store.process('orders').url].map(
    (url) => new URL(url).port,
  );
  for (const port of closed) await expect(fetch(`http://${hostname}:${port}/health/live`)).rejects.toThrow();
});
