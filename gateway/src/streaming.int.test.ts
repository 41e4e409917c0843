import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore();
});
afterEach(() => store[Symbol.asyncDispose]());

const eventStream = { accept: 'text/event-stream' };
const multipart = { accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' };
const query = 'subscription { orderStatusChanged(orderId: "o1") { status order { product { name } } } }';

interface Listener {
  readonly response: Response;
  /** All that came so far. */
  readonly text: () => string;
  /** What came once the response is over. */
  readonly all: Promise<string>;
  readonly leave: () => void;
}

async function listen(body: object, headers: Record<string, string>): Promise<Listener> {
  const leaving = new AbortController();
  const response = await fetch(store.gateway.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  let text = '';
  const read = async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
    return text;
  };
  const all = read();
  all.catch(() => undefined);
  return { response, text: () => text, all, leave: () => leaving.abort() };
}

const payload = (status: string) =>
  JSON.stringify({ data: { orderStatusChanged: { status, order: { product: { name: 'Product p1' } } } } });

describe('server-sent events', () => {
  it('carry a federated subscription', async () => {
    const { response, text, leave } = await listen({ query }, eventStream);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await eventually(text).toContain(`event: next\ndata: ${payload('PENDING')}\n\n`);
    store.life.advance('CREATED');
    await eventually(text).toContain(`event: next\ndata: ${payload('CREATED')}\n\n`);
    leave();
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('carry the one result of a query and are complete', async () => {
    const { all } = await listen({ query: '{ me { id } }' }, eventStream);
    expect(await all).toBe(
      ':\n\nevent: next\ndata: {"data":{"me":{"id":"u1"}}}\n\nevent: complete\ndata:\n\n',
    );
  });

  it('carry the reason of a refusal and are complete', async () => {
    const { all } = await listen({ query: '{ nope }' }, eventStream);
    expect(await all).toMatch(
      /^:\n\nevent: next\ndata: \{"errors":.*GRAPHQL_VALIDATION_FAILED.*\n\nevent: complete/,
    );
  });

  it.each([eventStream, multipart])('say with %o that a token had expired', async (accept) => {
    const authorization = await store.gateway.issuer.authorization({ expiresInSeconds: -10 });
    const { response, text, leave } = await listen({ query }, { ...accept, authorization });
    expect(response.headers.get('www-authenticate')).toContain('has expired');
    await eventually(text).toContain('"extensions":{"accessToken":"EXPIRED"}');
    leave();
  });

  it('end when the token expires', async () => {
    const authorization = await store.gateway.issuer.authorization({ expiresInSeconds: 3 });
    const { all } = await listen({ query }, { ...eventStream, authorization });
    expect(await all).toContain('"code":"UNAUTHENTICATED"');
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('are cut off, not completed, when the gateway closes, so that clients come back', async () => {
    const { text, all } = await listen({ query }, eventStream);
    await eventually(text).toContain('event: next');
    await store.gateway.gateway.close();
    await expect(all).rejects.toThrow();
    expect(text()).not.toContain('event: complete');
  });
});

describe('multipart', () => {
  it('carries a federated subscription in the form of Apollo’s clients', async () => {
    const { response, text, leave } = await listen({ query }, multipart);
    expect(response.headers.get('content-type')).toBe(
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    );
    await eventually(text).toContain('PENDING');
    store.life.advance('CREATED');
    await eventually(text).toContain('CREATED');
    leave();
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('carries each part with the boundary that ends it, before anything else is sent', async () => {
    const { text, leave } = await listen({ query }, multipart);
    const part = (status: string) =>
      `content-type: application/json\r\n\r\n{"payload":${payload(status)}}\r\n--graphql\r\n`;
    let expected = '\r\n--graphql\r\n';
    for (const status of ['PENDING', 'CREATED', 'CONFIRMED']) {
      if (status !== 'PENDING') store.life.advance(status);
      expected += part(status);
      await eventually(text).toContain(status);
      expect(text()).toBe(expected);
    }
    leave();
  });

  it('answers a query with plain JSON', async () => {
    const { response, all } = await listen({ query: '{ me { id } }' }, multipart);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(JSON.parse(await all)).toEqual({ data: { me: { id: 'u1' } } });
  });

  it('answers a refusal with plain JSON', async () => {
    const { response, all } = await listen({ query: 'subscription { nope }' }, multipart);
    expect(response.status).toBe(200);
    expect(JSON.parse(await all)).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('ends with an error outside of the payload when the subscription is interrupted', async () => {
    const { text, all } = await listen(
      { query: 'subscription { stockChanged(id: "p1") { name } }' },
      multipart,
    );
    await eventually(text).toContain('Product p1');
    await store.orders.kill();
    expect(await all).toMatch(/\{"payload":null,"errors":\[.*"UNAVAILABLE".*\]\}\r\n--graphql--\r\n$/);
  });
});

describe.each<[string, Record<string, string>]>([
  ['plain HTTP', {}],
  ['server-sent events', eventStream],
  ['multipart', multipart],
])('a request that is not well-formed, over %s', (_transport, headers) => {
  const me = '{ me { id } }';
  it.each<[string, unknown]>([
    ['a query that is no text', { query: 1 }],
    ['no query', {}],
    ['variables as text', { query: me, variables: '{}' }],
    ['variables as a list', { query: me, variables: [1] }],
    ['an operation name that is no text', { query: me, operationName: 1 }],
    ['extensions as text', { query: me, extensions: 'x' }],
    ['a list of requests', [{ query: me }]],
    ['a persisted query of no version', { extensions: { persistedQuery: 3 } }],
    [
      'a persisted query of another hash',
      { query: me, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
  ])('%s is a bad request', async (_what, body) => {
    const { response, all } = await listen(body as object, headers);
    const text = await all;
    expect(text).toContain('"code":"BAD_REQUEST"');
    expect(response.status).toBe(headers === eventStream ? 200 : 400);
    expect(store.accounts.requests).toEqual([]);
  });
});
