import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { startTestGateway } from './testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({
    MAX_TOKENS: '60',
    MAX_DEPTH: '3',
    MAX_ALIASES: '2',
    MAX_ROOT_MUTATIONS: '1',
    MAX_COST: '50',
    MAX_SOCKETS_PER_USER: '2',
    MAX_OPERATIONS_PER_SOCKET: '2',
  });
});
afterEach(() => store[Symbol.asyncDispose]());

const narrow = 'subscription { orderStatusChanged(orderId: "o1") { status } }';

it('runs queries and mutations', async () => {
  await using client = openClient(store.gateway.webSocketUrl);
  expect(await client.first('{ order(id: "o1") { product { name } } }')).toEqual({
    data: { order: { product: { name: 'Product p1' } } },
  });
  expect(await client.first('mutation { productRename(id: "p1", name: "New") { name } }')).toEqual({
    data: { productRename: { name: 'New' } },
  });
});

it('says 404 where there is no endpoint', async () => {
  const socket = new WebSocket(`${store.gateway.webSocketUrl}/other`, 'graphql-transport-ws');
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  expect(response.statusCode).toBe(404);
});

it('sends errors of fields with their results', async () => {
  await using client = openClient(store.gateway.webSocketUrl);
  expect(await client.first('{ broken me { id } }')).toMatchObject({
    data: { broken: null, me: { id: 'u1' } },
    errors: [{ path: ['broken'], extensions: { code: 'FORBIDDEN' } }],
  });
});

describe('a token', () => {
  it('goes along to the subgraphs', async () => {
    const authorization = await store.gateway.issuer.authorization();
    await using client = openClient(store.gateway.webSocketUrl, { Authorization: authorization });
    await client.first('{ me { id } }');
    expect(store.accounts.requests[0]?.headers.authorization).toBe(authorization);
  });

  it('is found in a headers object too, where many clients put it', async () => {
    const authorization = await store.gateway.issuer.authorization();
    const headers = { Authorization: authorization };
    await using client = openClient(store.gateway.webSocketUrl, { headers });
    await client.first('{ me { id } }');
    expect(store.accounts.requests.at(-1)?.headers.authorization).toBe(authorization);
  });

  it.each([
    ['has expired', 'EXPIRED', () => store.gateway.issuer.authorization({ expiresInSeconds: -10 })],
    ['is not valid', 'INVALID', () => 'Bearer a.b.c'],
  ])(
    'that %s keeps nobody out, which the acknowledgement and each result say',
    async (_what, accessToken, token) => {
      await using client = openClient(store.gateway.webSocketUrl, { authorization: await token() });
      const acknowledged = Promise.withResolvers<unknown>();
      client.client.on('connected', (_socket, payload) => acknowledged.resolve(payload));
      expect(await client.first('{ me { id } }')).toEqual({
        data: { me: { id: 'u1' } },
        extensions: { accessToken },
      });
      expect(await acknowledged.promise).toEqual({ accessToken });
      expect((await client.stream(narrow).next()).value).toMatchObject({ extensions: { accessToken } });
    },
  );

  it('that expires later closes with 4403 then, and the upstream with it', async () => {
    const authorization = await store.gateway.issuer.authorization({ expiresInSeconds: 3 });
    const client = openClient(store.gateway.webSocketUrl, { authorization });
    const events = client.stream(narrow);
    await events.next();
    const pending = events.next();
    await expect(pending).rejects.toMatchObject({ code: 4403 });
    expect(await client.closed).toMatchObject({ code: 4403 });
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('of one operation ends that operation when it expires, and no other', async () => {
    const authorization = await store.gateway.issuer.authorization({ expiresInSeconds: 3 });
    await using client = openClient(store.gateway.webSocketUrl);
    const headers = { Authorization: authorization };
    const events = client.client.iterate({ query: narrow, extensions: { headers } });
    await events.next();
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
    expect(await client.first('{ me { id } }')).toEqual({ data: { me: { id: 'u1' } } });
  });

  it('of one operation alone holds for that operation', async () => {
    const authorization = await store.gateway.issuer.authorization();
    await using client = openClient(store.gateway.webSocketUrl);
    const withHeaders = (headers: object) =>
      client.client.iterate({ query: '{ me { id } }', extensions: { headers } }).next();
    await withHeaders({ Authorization: authorization });
    await withHeaders({});
    expect(store.accounts.requests.map(({ headers }) => headers.authorization)).toEqual([
      authorization,
      undefined,
    ]);
    expect((await withHeaders({ Authorization: 'Bearer a.b.c' })).value).toMatchObject({
      extensions: { accessToken: 'INVALID' },
    });
  });
});

describe('the limits of HTTP', () => {
  const manyFields = Array.from({ length: 40 }, () => 'id').join(' ');
  it.each([
    ['tokens', `{ me { ${manyFields} ${manyFields} } }`, {}],
    ['depth', 'subscription { orderStatusChanged(orderId: "o1") { order { product { id } } } }', {}],
    ['aliases', '{ a: me { id } b: me { id } c: me { id } }', {}],
    [
      'root mutations',
      'mutation { sessionCreate(email: "a") { id } productRename(id: "1", name: "b") { id } }',
      {},
    ],
    ['page size', 'query ($n: Int) { products(first: $n) { nodes { id } } }', { n: 101 }],
    ['cost', 'query ($n: Int) { products(first: $n) { nodes { id } } }', { n: 100 }],
  ])('hold for %s', async (limit, query, variables) => {
    await using client = openClient(store.gateway.webSocketUrl);
    const { errors = [] } = await store.gateway.run(query, variables);
    expect(errors[0]?.message).toContain(limit);
    await expect(client.first(query, variables)).rejects.toEqual(errors);
  });
});

it('closes with 1013 while tokens cannot be verified, and answers over HTTP what does not depend on them', async () => {
  const authorization = await store.gateway.issuer.authorization();
  await using gateway = await startTestGateway({
    accounts: store.accounts.url,
    env: { JWKS_URL: 'http://127.0.0.1:9/jwks.json' },
  });
  const client = openClient(gateway.webSocketUrl, { authorization });
  expect(await client.closed).toMatchObject({ code: 1013 });
  expect(await gateway.run('{ me { id } }', {}, { authorization })).toEqual({
    data: { me: { id: 'u1' } },
    extensions: { accessToken: 'UNVERIFIABLE' },
  });
});

it('refuses more connections than one client may have', async () => {
  const authorization = await store.gateway.issuer.authorization();
  await using first = openClient(store.gateway.webSocketUrl, { authorization });
  await using second = openClient(store.gateway.webSocketUrl, { authorization });
  await Promise.all([first.first('{ me { id } }'), second.first('{ me { id } }')]);
  const third = openClient(store.gateway.webSocketUrl, { authorization });
  expect(await third.closed).toMatchObject({ code: 4429 });
  await using other = openClient(store.gateway.webSocketUrl, {
    authorization: await store.gateway.issuer.authorization(),
  });
  expect(await other.first('{ me { id } }')).toEqual({ data: { me: { id: 'u1' } } });
});

it('refuses more operations than one connection may have open', async () => {
  await using client = openClient(store.gateway.webSocketUrl);
  await client.stream(narrow).next();
  await client.stream(narrow).next();
  await expect(client.first('{ me { id } }')).rejects.toMatchObject([
    { extensions: { code: 'RATE_LIMITED' } },
  ]);
});
