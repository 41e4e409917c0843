import { createClient, type Client, type ClientOptions } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ MAX_SOCKETS_PER_USER: '2', MAX_OPERATIONS_PER_SOCKET: '2' });
});
afterEach(() => store[Symbol.asyncDispose]());

const follow = 'subscription { orderStatusChanged(orderId: "o1") { status } }';
const me = '{ me { id } }';
const event = (status: string) => ({ data: { orderStatusChanged: { status } } });
const openUpstreams = () => store.orders.openSubscriptions();

function open(options: Partial<ClientOptions<boolean>> = {}): Client<boolean> {
  return createClient({ url: store.gateway.graphqlUrl, retryAttempts: 0, ...options });
}

describe.each([
  ['distinct connections', false],
  ['single connection', true],
])('the client of graphql-sse in its mode of %s', (_mode, singleConnection) => {
  it('follows several subscriptions, and asks for single results', async () => {
    const client = open({ singleConnection });
    const first = client.iterate({ query: follow });
    const second = client.iterate({ query: follow });
    expect((await first.next()).value).toEqual(event('PENDING'));
    expect((await second.next()).value).toEqual(event('PENDING'));
    store.life.advance('CREATED');
    expect((await first.next()).value).toEqual(event('CREATED'));
    expect((await second.next()).value).toEqual(event('CREATED'));
    await first.return?.();
    await eventually(openUpstreams).toBe(1);
    const query = client.iterate({ query: me });
    expect(await query.next()).toMatchObject({ value: { data: { me: { id: 'u1' } } } });
    expect(await query.next()).toMatchObject({ done: true });
    client.dispose();
    await eventually(openUpstreams).toBe(0);
  });

  it('speaks for who holds the token', async () => {
    const authorization = await store.gateway.issuer.authorization();
    const client = open({ singleConnection, headers: { authorization } });
    await client.iterate({ query: me }).next();
    expect(store.accounts.requests[0]?.headers.authorization).toBe(authorization);
    client.dispose();
  });

  it('is told when the token expires', async () => {
    const authorization = await store.gateway.issuer.authorization({ expiresInSeconds: 3 });
    const client = open({ singleConnection, headers: { authorization } });
    const results = client.iterate({ query: follow });
    await results.next();
    expect(await results.next()).toMatchObject({
      value: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(await results.next()).toMatchObject({ done: true });
    client.dispose();
  });
});

it('sends an operation that cannot be run back to who asks in the mode of a single connection', async () => {
  const stream = await reserve();
  const response = await stream.post({ query: '{ nope }', extensions: { operationId: 'a' } });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED');
  expect((await stream.post({ query: me, extensions: { operationId: 'a' } })).status).toBe(202);
});

describe('an EventSource, which can set no header', () => {
  it('follows a public subscription by its URL alone', async () => {
    const url = `${store.gateway.graphqlUrl}?${new URLSearchParams({ query: follow }).toString()}`;
    const source = await listen(url);
    await eventually(source.text).toContain(`event: next\ndata: ${JSON.stringify(event('PENDING'))}\n\n`);
    source.leave();
    await eventually(openUpstreams).toBe(0);
  });

  it('gets what was asked for with a token when it opens the stream that was reserved with it', async () => {
    const authorization = await store.gateway.issuer.authorization();
    const stream = await reserve({ authorization });
    const source = await listen(`${store.gateway.graphqlUrl}?token=${stream.token}`);
    await stream.post({ query: me, extensions: { operationId: 'a' } });
    await eventually(source.text).toBe(
      ':\n\nevent: next\ndata: {"id":"a","payload":{"data":{"me":{"id":"u1"}}}}\n\n' +
        'event: complete\ndata: {"id":"a"}\n\n',
    );
    expect(store.accounts.requests[0]?.headers.authorization).toBe(authorization);
    source.leave();
  });
});

describe('a reserved stream', () => {
  it('is opened by one client at a time, and is gone once that has left', async () => {
    const stream = await reserve();
    const source = await listen(store.gateway.graphqlUrl, stream.headers);
    expect((await listen(store.gateway.graphqlUrl, stream.headers)).response.status).toBe(409);
    await stream.post({ query: follow, extensions: { operationId: 'a' } });
    await eventually(openUpstreams).toBe(1);
    source.leave();
    await eventually(openUpstreams).toBe(0);
    const late = await stream.post({ query: me, extensions: { operationId: 'b' } });
    expect(late.status).toBe(404);
    expect((await listen(store.gateway.graphqlUrl, stream.headers)).response.status).toBe(404);
  });

  it('belongs to who reserved it', async () => {
    const stream = await reserve({ authorization: await store.gateway.issuer.authorization() });
    const operation = { query: me, extensions: { operationId: 'a' } };
    const other = await store.gateway.issuer.authorization({ id: 'somebody-else' });
    const expired = await store.gateway.issuer.authorization({ expiresInSeconds: -10 });
    const asking = async (authorization: string) => (await stream.post(operation, { authorization })).status;
    expect(await asking(other)).toBe(403);
    expect(await asking(expired)).toBe(401);
    expect(
      (await store.gateway.post(operation, { 'x-graphql-event-stream-token': stream.token })).status,
    ).toBe(403);
    const opened = await listen(store.gateway.graphqlUrl, { ...stream.headers, authorization: other });
    expect(opened.response.status).toBe(403);
    expect((await stream.post(operation)).status).toBe(202);
  });

  it('carries each operation under an id of its own, as many as a socket may', async () => {
    const stream = await reserve();
    const run = async (operationId?: unknown) =>
      (await stream.post({ query: follow, extensions: { operationId } })).status;
    expect(await run('a')).toBe(202);
    expect(await run('a')).toBe(409);
    expect(await run()).toBe(400);
    expect(await run(1)).toBe(400);
    expect(await run('b')).toBe(202);
    expect(await run('c')).toBe(429);
    expect((await stream.complete('a')).status).toBe(200);
    expect((await stream.complete('never was')).status).toBe(200);
    expect((await stream.complete()).status).toBe(400);
    expect(await run('c')).toBe(202);
  });

  it('ends an operation that its client no longer wants, also while it is being started', async () => {
    const stuck = Promise.withResolvers<undefined>();
    store.accounts.stuckUntil = stuck.promise;
    const stream = await reserve();
    const source = await listen(store.gateway.graphqlUrl, stream.headers);
    const slow = stream.post({ query: me, extensions: { operationId: 'a' } });
    await eventually(() => store.accounts.requests.length).toBe(1);
    await stream.complete('a');
    stuck.resolve(undefined);
    expect((await slow).status).toBe(202);
    await stream.post({ query: '{ __typename }', extensions: { operationId: 'b' } });
    await eventually(source.text).toContain('{"id":"b"}');
    expect(source.text()).not.toContain('"id":"a"');
    source.leave();
  });

  it.each(['ends it', 'leaves'])('gives a query up at its subgraph when its client %s', async (how) => {
    store.accounts.stuckUntil = new Promise(() => undefined);
    const stream = await reserve();
    const source = await listen(store.gateway.graphqlUrl, stream.headers);
    void stream.post({ query: me, extensions: { operationId: 'a' } });
    await eventually(() => store.accounts.requests.length).toBe(1);
    if (how === 'ends it') await stream.complete('a');
    else source.leave();
    await eventually(() => store.accounts.requests[0]?.isGivenUp()).toBe(true);
    source.leave();
  });

  it('counts as a connection, as every stream does, and is refused beyond what one client may have', async () => {
    const [first] = [await reserve(), await reserve()];
    const put = () => fetch(store.gateway.graphqlUrl, { method: 'PUT' });
    const refused = await put();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('RATE_LIMITED');
    const streamed = await listen(
      `${store.gateway.graphqlUrl}?${new URLSearchParams({ query: follow }).toString()}`,
    );
    expect(streamed.response.status).toBe(429);
    await eventually(openUpstreams).toBe(0);
    const source = await listen(store.gateway.graphqlUrl, first.headers);
    source.leave();
    await eventually(async () => (await put()).status).toBe(201);
  });

  it('does not exist for a token that nobody was given', async () => {
    const headers = { 'x-graphql-event-stream-token': 'guessed' };
    const operation = { query: me, extensions: { operationId: 'a' } };
    expect((await store.gateway.post(operation, headers)).status).toBe(404);
    expect((await listen(store.gateway.graphqlUrl, headers)).response.status).toBe(404);
    const gone = await fetch(`${store.gateway.graphqlUrl}?operationId=a`, { method: 'DELETE' });
    expect(gone.status).toBe(404);
    expect(store.accounts.requests).toEqual([]);
  });
});

/** Reserves a stream and speaks for who did. */
async function reserve(own: Record<string, string> = {}) {
  const response = await fetch(store.gateway.graphqlUrl, { method: 'PUT', headers: own });
  expect([response.status, response.headers.get('content-type')]).toEqual([201, 'text/plain; charset=utf-8']);
  const token = await response.text();
  const headers = { ...own, 'x-graphql-event-stream-token': token };
  const { gateway } = store;
  return {
    token,
    headers,
    post: (body: object, others: Record<string, string> = {}) =>
      gateway.post(body, { ...headers, ...others }),
    complete: (operationId?: string) => {
      const parameters =
        operationId === undefined ? '' : `?${new URLSearchParams({ operationId }).toString()}`;
      return fetch(gateway.graphqlUrl + parameters, { method: 'DELETE', headers });
    },
  };
}

/** Opens an event stream as `EventSource` does. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  });
  let text = '';
  const read = async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
  };
  read().catch(() => undefined);
  return { response, text: () => text, leave: () => leaving.abort() };
}
