import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EventQueue } from '@cartwright/graph';
import { type Viewer } from '@cartwright/identity';
import { createLogger } from '@cartwright/process';
import { createSubgraph } from '@cartwright/subgraph';
import { startTestIssuer, type TestIssuer } from '@cartwright/testing';
import { expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { startTestGateway, testKey, type TestGateway } from './testing/start-test-gateway.ts';
import { startToyProducts, toySdl } from './testing/toy-store.ts';

const query = '{ order(id: "o1") { customer { id } } }';
const subscription =
  'subscription { orderStatusChanged(orderId: "o1") { status order { product { name } } } }';

/** Real subgraphs say who may see what; of this one everybody may see everything. */
function openToEverybody(sdl: string): string {
  const rooted = [
    'order(id: ID!): Order',
    'afterVersion: Int): OrderStatusEvent!',
    'stockChanged(id: ID!): Product!',
  ];
  const opened = rooted.reduce((text, field) => text.replace(field, `${field} @access(rule: ANYBODY)`), sdl);
  return `${opened.replace(/@key\([^)]*\)/g, '$& @access(rule: ANYBODY)')}
    directive @access(rule: AccessRule!, permission: String) on OBJECT | FIELD_DEFINITION
    enum AccessRule { ANYBODY }`;
}

/** The toy store's orders, served as every real subgraph is. */
async function startOrders(jwksUrl: string) {
  const directory = await mkdtemp(join(tmpdir(), 'cartwright-orders-'));
  const schemaFile = join(directory, 'schema.graphql');
  await writeFile(schemaFile, openToEverybody(toySdl.orders));
  const order = (viewer: Viewer | null) => ({
    id: 'o1',
    product: { id: 'p1' },
    customer: { id: viewer?.id ?? 'nobody' },
  });
  let open = 0;
  const subgraph = createSubgraph({
    name: 'orders',
    config: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: 0,
      JWKS_URL: jwksUrl,
      GATEWAY_KEYS: [testKey],
      AUTHORITY: undefined,
      ALLOW_UNSIGNED: false,
    },
    logger: createLogger({ name: 'orders', level: 'silent' }),
    schemaFile: pathToFileURL(schemaFile),
    createContext: ({ viewer }) => ({ viewer }),
    readiness: {},
    resolvers: {
      Query: {
        order: (_root: unknown, _input: unknown, { viewer }: { viewer: Viewer | null }) => order(viewer),
      },
      Subscription: {
        orderStatusChanged: {
          subscribe: () => {
            const events = new EventQueue<unknown>({ onReturn: () => (open -= 1) });
            events.push({ orderStatusChanged: { version: 1, status: 'PENDING', order: order(null) } });
            open += 1;
            return events;
          },
        },
      },
    },
  });
  const { url } = await subgraph.listen();
  return {
    url,
    openSubscriptions: () => open,
    [Symbol.asyncDispose]: async () => {
      await subgraph.close();
      await rm(directory, { recursive: true });
    },
  };
}

const ask = async (gateway: TestGateway, issuer: TestIssuer) =>
  gateway.run(query, {}, { authorization: await issuer.authorization({ id: 'u9' }) });

it('is asked in the name of the viewer, with a signature that it accepts', async () => {
  await using products = await startToyProducts();
  await using issuer = await startTestIssuer();
  await using orders = await startOrders(issuer.jwksUrl);
  await using gateway = await startTestGateway({
    orders: orders.url,
    products: products.url,
    env: { JWKS_URL: issuer.jwksUrl },
  });
  expect(await ask(gateway, issuer)).toEqual({ data: { order: { customer: { id: 'u9' } } } });
  const authorization = await issuer.authorization();
  await using client = openClient(gateway.webSocketUrl, { authorization });
  const events = client.stream(subscription);
  expect(await events.next()).toMatchObject({
    value: {
      data: { orderStatusChanged: { status: 'PENDING', order: { product: { name: 'Product p1' } } } },
    },
  });
  expect(orders.openSubscriptions()).toBe(1);
  await events.return?.();
  await eventually(orders.openSubscriptions).toBe(0);
});

it('is not available to a gateway that signs with another key, and signs nobody out', async () => {
  await using issuer = await startTestIssuer();
  await using orders = await startOrders(issuer.jwksUrl);
  await using gateway = await startTestGateway({
    orders: orders.url,
    env: { JWKS_URL: issuer.jwksUrl, ORDERS_KEY: 'not the same key' },
  });
  expect(await ask(gateway, issuer)).toMatchObject({
    data: { order: null },
    errors: [{ extensions: { code: 'UNAVAILABLE' } }],
  });
  await using client = openClient(gateway.webSocketUrl);
  expect(await client.first(subscription)).toMatchObject({
    errors: [{ extensions: { code: 'UNAVAILABLE' } }],
  });
});
