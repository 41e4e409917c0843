import { randomUUID } from 'node:crypto';
import { loadSecrets } from '@cartwright/stack';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { createRequestSigner } from '@cartwright/identity';
import { postSigned, temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followOrder,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';

const directory = temporaryDirectory('takeover');
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path, replicas: { gateway: 2 } });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly extensions: Record<string, unknown> }[];
}

/** What somebody with a token can read and change of an order, and who they are. */
function attempts(
  cartId: string,
  orderId: string,
  number: string,
): Record<string, readonly [string, string]> {
  const input = (fields: string) => `(input: { ${fields} })`;
  return {
    accounts: ['me { id email }', 'me'],
    carts: [`cart(id: "${cartId}") { id }`, 'cart'],
    orders: [`order(number: "${number}") { id }`, 'order'],
    notifications: ['notifications { totalCount }', 'notifications'],
    cancel: [`mutation { orderCancel${input(`orderId: "${orderId}"`)} { __typename } }`, 'orderCancel'],
    register: [
      `mutation { customerRegister${input(
        `email: "thief-${randomUUID()}@example.com", password: "correct horse battery", firstName: "T"`,
      )} { ... on SessionCreateSuccess { user { id } } } }`,
      'customerRegister',
    ],
  };
}

const revoked = [{ extensions: { code: 'UNAUTHENTICATED', accessToken: 'REVOKED' } }];
const asOperation = (text: string) => (text.startsWith('mutation') ? text : `{ ${text} }`);

/** Asks a subgraph itself, with a signature as the gateway's. */
async function askSubgraph(
  domain: 'accounts' | 'carts' | 'orders' | 'notifications',
  query: string,
  token: string,
) {
  const key = loadSecrets(directory.path).gatewayKeys[domain];
  const response = await postSigned(
    new URL('/graphql', store.process(domain).url),
    { query },
    {
      sign: createRequestSigner({ caller: 'gateway', key }),
      headers: { authorization: `Bearer ${token}` },
    },
  );
  return (await response.json()) as Answer;
}

async function order(buyer: GraphqlClient, skip: number, token = 'sim_ok') {
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10, skip);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { cart, ...(await placeOrder(buyer, placeInput(cart, token))) };
}

/** The gateway closes the socket; where the subgraph hears of the end first, its refusal comes before that. */
async function whyEnded(events: ReturnType<typeof followOrder>): Promise<string> {
  try {
    await events.until(() => false);
    return 'it has not';
  } catch (error) {
    return error instanceof Error ? error.message : (error as { reason: string }).reason;
  }
}

describe('a guest’s token that somebody else holds', () => {
  it('is worth nothing once the guest has registered, and the buyer misses nothing', async () => {
    const planted = await guest(store.graphqlUrl);
    const token = planted.token ?? '';
    const first = await order(planted, 1, 'sim_late_success');
    await using spied = followOrder(planted, first.id);
    await spied.until(() => true);
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 10, 2);
    const cart = await fillCart(planted, [{ variantId: variant.id, quantity: 2 }]);

    const customer = await register(planted);
    expect(await currentCart(customer)).toMatchObject({ id: cart.id, totalQuantity: 2 });
    const orders = '{ orders(first: 10) { nodes { id } } me { id } }';
    interface Orders {
      orders: { nodes: { id: string }[] };
      me: { id: string };
    }
    const own = await customer.ask<Orders>(orders);
    expect(own.orders.nodes).toEqual([{ id: first.id }]);
    expect(await whyEnded(spied)).toContain('Session ended');

    const second = await placeOrder(customer, placeInput(cart));
    for (const url of store.graphqlUrls) {
      const thief = planted.through(url);
      const { register: anew, ...known } = attempts(cart.id, second.id, second.number);
      for (const [query] of Object.values(known)) {
        expect(await thief.send(asOperation(query)), query).toMatchObject({ errors: revoked });
      }
      const { customerRegister } = await thief.ask<{ customerRegister: { user: { id: string } } }>(
        anew?.[0] ?? '',
      );
      expect(customerRegister.user.id).not.toBe(own.me.id);
    }
    const direct = attempts(cart.id, second.id, second.number);
    for (const domain of ['accounts', 'carts', 'orders', 'notifications'] as const) {
      const query = asOperation(direct[domain]?.[0] ?? '');
      const refused = () => askSubgraph(domain, query, token);
      await expect.poll(refused, { timeout: 5_000 }).toMatchObject({ errors: revoked });
    }
    const { order: kept } = await customer.ask<{ order: { status: string } }>(
      `{ order(number: "${second.number}") { status } }`,
    );
    expect(kept.status).not.toBe('CANCELLED');
    const after = await customer.ask<Orders>(orders);
    expect(after.orders.nodes.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
  });
});

it('signing out closes what is open at every gateway, and the token orders nothing any more', async () => {
  const [one = '', two = ''] = store.graphqlUrls;
  const { guestSessionCreate } = await graphqlClient(one).ask<{
    guestSessionCreate: { tokens: { accessToken: string; refreshToken: string } };
  }>('mutation { guestSessionCreate { tokens { accessToken refreshToken } } }');
  const { accessToken, refreshToken } = guestSessionCreate.tokens;
  const buyer = graphqlClient(one, accessToken);
  const { id } = await order(buyer, 3, 'sim_late_success');
  await using here = followOrder(buyer, id);
  await using there = followOrder(buyer.through(two), id);
  await Promise.all([here.until(() => true), there.until(() => true)]);
  await graphqlClient(one).ask(
    `mutation { sessionDelete(input: { refreshToken: "${refreshToken}" }) { signedOut } }`,
  );
  const signedOutAtMs = performance.now();
  for (const events of [here, there]) {
    expect(await whyEnded(events)).toContain('Session ended');
  }
  expect(performance.now() - signedOutAtMs).toBeLessThan(3_000);
  for (const url of [one, two]) {
    expect(await buyer.through(url).send('{ cart { id } }')).toMatchObject({ errors: revoked });
  }
});
