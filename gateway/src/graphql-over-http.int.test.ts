import { serverAudits } from 'graphql-http';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeAll(async () => {
  store = await startToyStore();
});
afterAll(() => store[Symbol.asyncDispose]());

const json = 'application/json';
const graphql = 'application/graphql-response+json';
const events = 'text/event-stream';
const parts = 'multipart/mixed;subscriptionSpec=1.0';
const me = '{ me { id } }';
const rename = 'mutation { productRename(id: "p1", name: "New") { name } }';
const follow = 'subscription { stockChanged(id: "p1") { name } }';

const get = (parameters: Record<string, string>, accept?: string, init: RequestInit = {}) =>
  fetch(`${store.gateway.graphqlUrl}?${new URLSearchParams(parameters).toString()}`, {
    ...init,
    headers: { ...(accept !== undefined && { accept }) },
  });
const post = (body: string, headers: Record<string, string>) =>
  fetch(store.gateway.graphqlUrl, { method: 'POST', headers, body });
const typeOf = ({ headers }: Response) => headers.get('content-type');
const codeOf = async (response: Response) => /"code":"(\w+)"/.exec(await response.text())?.[1];

describe('the audit of graphql-http', () => {
  // `fetch` sends "Accept: */*" where the audits send none: what happens without one is tested below.
  it.each(
    serverAudits({ url: () => store.gateway.graphqlUrl }).map(
      (audit) => [audit.id, audit.name, audit] as const,
    ),
  )('%s: %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('GET', () => {
  it('answers queries of anybody, with all parameters in the URL', async () => {
    const query = 'query A($id: ID!) { product(id: $id) { name } } query B { me { id } }';
    const response = await get({
      query,
      operationName: 'A',
      variables: '{"id":"p é&+1"}',
      extensions: '{"client":"x"}',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { product: { name: 'Product p é&+1' } } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('Origin, Accept, Accept-Language');
  });

  it('takes an empty parameter for one that is left out', async () => {
    const response = await get({ query: me, operationName: '', variables: '', extensions: '' });
    expect(await response.json()).toEqual({ data: { me: { id: 'u1' } } });
  });

  it.each([json, graphql, events])('refuses mutations with 405 and "Allow: POST" as %s', async (accept) => {
    const asked = store.products.requests.length;
    const response = await get({ query: rename }, accept);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(typeOf(response)).toBe(`${accept}; charset=utf-8`);
    expect(await codeOf(response)).toBe('BAD_REQUEST');
    expect(store.products.requests).toHaveLength(asked);
  });

  it('does not take a mutation for a query that stands beside it', async () => {
    const query = `query A { me { id } } ${rename.replace('mutation', 'mutation B')}`;
    expect((await get({ query, operationName: 'B' })).status).toBe(405);
    expect((await get({ query, operationName: 'A' })).status).toBe(200);
  });

  it('follows a subscription as an event stream, and as nothing else', async () => {
    const response = await get({ query: follow }, events);
    expect([response.status, typeOf(response)]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('Product p1')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    for (const accept of [json, graphql, `${parts}, ${json}`]) {
      expect((await get({ query: follow }, accept)).status).toBe(405);
    }
  });

  it.each<[string, Record<string, string>]>([
    ['variables that are not JSON', { query: me, variables: '{"id":' }],
    ['variables that are a list', { query: me, variables: '[1]' }],
    ['extensions that are not JSON', { query: me, extensions: 'x' }],
    ['no query', { variables: '{}' }],
  ])('refuses %s with 400 in both types', async (_what, parameters) => {
    for (const accept of [json, graphql]) {
      const response = await get(parameters, accept);
      expect([response.status, typeOf(response)]).toEqual([400, `${accept}; charset=utf-8`]);
      expect(await codeOf(response)).toBe('BAD_REQUEST');
    }
  });

  it('refuses a parameter that is given twice', async () => {
    const query = encodeURIComponent(me);
    const response = await fetch(`${store.gateway.graphqlUrl}?query=${query}&query=${query}`);
    expect(response.status).toBe(400);
  });

  it('says that a URL is too long, and what to do', async () => {
    const response = await get({ query: `{ me { id } } # ${'x'.repeat(20_000)}` });
    expect(response.status).toBe(431);
    expect(await response.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('by POST') as string, extensions: { code: 'BAD_REQUEST' } },
      ],
    });
  });

  it('is answered by HEAD without a body', async () => {
    const response = await get({ query: me }, json, { method: 'HEAD' });
    expect([response.status, typeOf(response), await response.text()]).toEqual([
      200,
      `${json}; charset=utf-8`,
      '',
    ]);
    expect((await get({ query: rename }, json, { method: 'HEAD' })).status).toBe(405);
  });
});

describe('POST', () => {
  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/graphql', 415],
    ['application/json; charset=iso-8859-1', 415],
    ['application/json; charset=UTF-8', 200],
  ])('of %s is answered with %i', async (type, status) => {
    const response = await post(JSON.stringify({ query: me }), { 'content-type': type, accept: graphql });
    expect([response.status, typeOf(response)]).toEqual([status, `${graphql}; charset=utf-8`]);
  });

  it.each([
    ['{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['query A { me { id } } query B { me { id } }', 'OPERATION_RESOLUTION_FAILURE'],
    ['query ($n: Int!) { products(first: $n) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(first: 1000) { nodes { id } } }', 'BAD_USER_INPUT'],
  ])(
    'of %s is 400, and 200 as application/json, which has no other status for GraphQL',
    async (query, code) => {
      const body = JSON.stringify({ query });
      const type = { 'content-type': json };
      for (const [accept, status] of [
        [graphql, 400],
        [json, 200],
        ['*/*', 200],
        [events, 200],
      ] as const) {
        const response = await post(body, { ...type, accept });
        expect([accept, response.status, await codeOf(response)]).toEqual([accept, status, code]);
      }
    },
  );

  it('has 200 for partial data in every type', async () => {
    const body = JSON.stringify({ query: '{ broken me { id } }' });
    for (const accept of [graphql, json]) {
      const response = await post(body, { 'content-type': json, accept });
      expect([response.status, typeOf(response)]).toEqual([200, `${accept}; charset=utf-8`]);
      expect(await response.text()).toMatch(/^\{"errors":.*"data":\{"broken":null,"me":\{"id":"u1"\}\}\}$/);
    }
  });

  it('of a subscription by a client that takes only JSON is 406, in its type', async () => {
    for (const accept of [graphql, json]) {
      const response = await post(JSON.stringify({ query: follow }), { 'content-type': json, accept });
      expect([response.status, typeOf(response)]).toEqual([406, `${accept}; charset=utf-8`]);
      expect(await response.text()).toContain('text/event-stream');
    }
  });
});

describe('the type of an answer', () => {
  it('is 406, and nothing runs, where none is accepted', async () => {
    const asked = store.products.requests.length;
    const response = await post(JSON.stringify({ query: rename }), {
      'content-type': json,
      accept: 'image/png',
    });
    expect([response.status, typeOf(response)]).toEqual([406, `${json}; charset=utf-8`]);
    expect(store.products.requests).toHaveLength(asked);
  });

  it('is application/graphql-response+json where the client says nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const sent = request(store.gateway.graphqlUrl, { method: 'POST', headers: { 'content-type': json } });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.headers['content-type']);
    });
    sent.end(JSON.stringify({ query: me }));
    expect(await promise).toBe(`${graphql}; charset=utf-8`);
  });

  it('is JSON for a query wherever JSON is accepted', async () => {
    for (const accept of [
      `${json}, ${events}`,
      `${events}, ${json};q=0.1`,
      `${graphql}, ${json}, ${events}, multipart/mixed`,
    ]) {
      const response = await post(JSON.stringify({ query: me }), { 'content-type': json, accept });
      expect(typeOf(response)).toMatch(/^application\/.*json/);
      expect(await response.json()).toEqual({ data: { me: { id: 'u1' } } });
    }
  });

  it('is multipart for a query where nothing else is accepted', async () => {
    const response = await post(JSON.stringify({ query: me }), { 'content-type': json, accept: parts });
    expect(await response.text()).toBe(
      '\r\n--graphql\r\ncontent-type: application/json\r\n\r\n{"payload":{"data":{"me":{"id":"u1"}}}}\r\n--graphql\r\n' +
        'content-type: application/json\r\n\r\n{}\r\n--graphql--\r\n',
    );
  });

  it.each([
    ['a body that is no JSON', 400, { method: 'POST', headers: { 'content-type': json }, body: '{' }],
    [
      'a body that is too large',
      413,
      { method: 'POST', headers: { 'content-type': json }, body: `"${'x'.repeat(300_000)}"` },
    ],
    ['a method that is not served', 405, { method: 'PATCH' }],
    ['a currency that is not on offer', 400, { headers: { 'x-currency': 'GBP' } }],
  ])('is what the client prefers for %s, too', async (_what, status, init: RequestInit) => {
    for (const accept of [json, graphql, events]) {
      const response = await fetch(store.gateway.graphqlUrl, {
        ...init,
        headers: { ...(init.headers as object), accept },
      });
      expect([typeOf(response), response.status]).toEqual([
        `${accept}; charset=utf-8`,
        accept === events && status === 400 ? 200 : status,
      ]);
      expect(await response.text()).toContain('"errors":[{"message":');
    }
  });
});

it('answers a client that asks for HTTP/2 with every request, as Java’s does, by HTTP/1.1', async () => {
  const headers = { 'content-type': json, connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' };
  const sent = request(store.gateway.graphqlUrl, {
    method: 'POST',
    headers: { ...headers, 'http2-settings': '' },
  });
  sent.end(JSON.stringify({ query: me }));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  expect([response.statusCode, await readJson(response)]).toEqual([200, { data: { me: { id: 'u1' } } }]);
});

it('answers OPTIONS without an origin, too', async () => {
  const response = await fetch(store.gateway.graphqlUrl, { method: 'OPTIONS' });
  expect([response.status, response.headers.get('allow')]).toEqual([
    204,
    'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  ]);
});
