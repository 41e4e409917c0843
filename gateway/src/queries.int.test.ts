import { createRequestVerifier } from '@cartwright/identity';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { testKey } from './testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ SUBGRAPH_TIMEOUT_MS: '300' });
});
afterEach(() => store[Symbol.asyncDispose]());

const hop = '{ order(id: "o1") { id product { name } customer { email } } }';

it('resolves entities across subgraphs', async () => {
  expect(await store.gateway.run(hop)).toEqual({
    data: { order: { id: 'o1', product: { name: 'Product p1' }, customer: { email: 'u1@example.com' } } },
  });
});

describe('what subgraphs get to see', () => {
  const verify = createRequestVerifier({ caller: 'gateway', keys: [testKey] });
  const arrivedAt = (headers: IncomingHttpHeaders) => ({
    method: 'POST',
    target: '/graphql',
    authority: headers.host ?? '',
    authorization: headers.authorization,
    clientNetwork: String(headers['x-client-network']),
    headers,
  });

  it('is signed, as a whole', async () => {
    await store.gateway.run(hop);
    const seen = [...store.products.requests, ...store.accounts.requests, ...store.orders.requests];
    expect(seen).toHaveLength(3);
    for (const { headers, body } of seen) expect(verify({ ...arrivedAt(headers), body })).toBe('valid');
  });

  it('has the headers that are meant for it, and no others', async () => {
    const authorization = await store.gateway.issuer.authorization();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const meant = {
      authorization,
      'accept-language': 'de',
      'x-currency': 'USD',
      'x-request-id': 'request-1',
    };
    await store.gateway.post(
      { query: '{ me { id } }' },
      {
        ...meant,
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
        signature: 'cartwright=:forged:',
        'signature-input': 'cartwright=forged',
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
        'x-client-network': 'forged',
      },
    );
    const [request] = store.accounts.requests;
    expect(request?.headers).toMatchObject({ ...meant, 'x-client-network': '127.0.0.1' });
    expect(request?.headers['traceparent']).toContain(traceId);
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('x-forwarded-for');
    expect(JSON.stringify(request?.headers)).not.toContain('forged');
  });
});

describe('errors', () => {
  it('keep the code, the path and the extensions of the subgraph', async () => {
    const { data, errors } = await store.gateway.run('{ broken me { id } }');
    expect(data).toEqual({ broken: null, me: { id: 'u1' } });
    expect(errors).toEqual([
      { message: 'Not for you.', path: ['broken'], extensions: { code: 'FORBIDDEN', reason: 'test' } },
    ]);
  });

  it('are masked, with the request id, where the subgraph gave no code', async () => {
    const response = await store.gateway.post({ query: '{ crash }' });
    const body = await response.text();
    expect(body).not.toContain('postgres');
    expect(JSON.parse(body)).toMatchObject({
      errors: [
        {
          path: ['crash'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: response.headers.get('x-request-id') },
        },
      ],
    });
  });
});

describe('a subgraph that is down', () => {
  it('spares its siblings', async () => {
    await store.accounts.kill();
    const { data, errors } = await store.gateway.run('{ me { id } product(id: "p1") { name } }');
    expect(data).toEqual({ me: null, product: { name: 'Product p1' } });
    expect(errors).toMatchObject([{ path: ['me'], extensions: { code: 'UNAVAILABLE' } }]);
    expect(JSON.stringify(errors)).not.toContain(store.accounts.url);
  });

  it('is reported at each field that was asked for, in fragments too, and at no other', async () => {
    await store.accounts.kill();
    const { errors = [] } = await store.gateway.run(
      'query ($yes: Boolean = true) { broken ... @include(if: $yes) { me { id } crash @skip(if: $yes) } }',
    );
    expect(errors.map(({ path }) => path)).toEqual([['broken'], ['me']]);
  });

  it('is reported at the entity that needed it', async () => {
    await store.products.kill();
    const { errors } = await store.gateway.run('{ order(id: "o1") { id product { name } } }');
    expect(errors).toMatchObject([{ path: ['order', 'product'], extensions: { code: 'UNAVAILABLE' } }]);
  });

  it('that is only stuck times out', async () => {
    const stuck = Promise.withResolvers<undefined>();
    store.accounts.stuckUntil = stuck.promise;
    const { data, errors } = await store.gateway.run('{ me { id } product(id: "p1") { name } }');
    stuck.resolve(undefined);
    expect(data).toEqual({ me: null, product: { name: 'Product p1' } });
    expect(errors).toMatchObject([{ path: ['me'], extensions: { code: 'UNAVAILABLE' } }]);
  });

  it('that answers with something else than GraphQL is one too', async () => {
    store.accounts.failWith = 502;
    const { errors } = await store.gateway.run('{ me { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  });
});

describe('identity', () => {
  const signedInUntil = (expiresInSeconds: number) =>
    store.gateway.issuer.authorization({ expiresInSeconds });

  it.each([
    ['has expired', 'EXPIRED', () => signedInUntil(-10)],
    ['is not valid', 'INVALID', () => 'Bearer not.a.token'],
  ])('of a token that %s is nobody’s, which header and extensions say', async (what, accessToken, token) => {
    const authorization = await token();
    const response = await store.gateway.post({ query: '{ product(id: "p1") { name } }' }, { authorization });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      200,
      `Bearer realm="cartwright", error="invalid_token", error_description="The access token ${what}"`,
    ]);
    expect(await response.json()).toEqual({
      data: { product: { name: 'Product p1' } },
      extensions: { accessToken },
    });
    expect(store.products.requests[0]?.headers.authorization).toBe(authorization);
  });

  it('of a bad token is told with a refusal too', async () => {
    const authorization = await signedInUntil(-10);
    expect(await store.gateway.run('{ nope }', {}, { authorization })).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      extensions: { accessToken: 'EXPIRED' },
    });
  });

  it('is remembered for the token that proved it alone', async () => {
    const [good, bad] = [await signedInUntil(60), await signedInUntil(-10)];
    const faults = [];
    for (const authorization of [good, bad, good, undefined, bad]) {
      const { extensions } = await store.gateway.run(
        '{ me { id } }',
        {},
        authorization === undefined ? {} : { authorization },
      );
      faults.push(extensions?.['accessToken']);
    }
    expect(faults).toEqual([undefined, 'EXPIRED', undefined, undefined, 'EXPIRED']);
  });

  it('lets through who has none', async () => {
    expect((await store.gateway.run('{ me { id } }')).data).toEqual({ me: { id: 'u1' } });
  });
});

describe('requests that are not well-formed', () => {
  const asGraphql = { accept: 'application/graphql-response+json' };
  it.each([
    ['an unknown operation name', { query: 'query A { me { id } }', operationName: 'B' }],
    [
      'a variable of another type',
      { query: 'query ($f: Int) { products(first: $f) { nodes { id } } }', variables: { f: 'x' } },
    ],
    ['a field that does not exist', { query: '{ nope }' }],
    ['a body without a query', { variables: {} }],
  ])('%s is the client’s fault', async (_name, body) => {
    const response = await store.gateway.post(body, asGraphql);
    expect(response.status).toBe(400);
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    expect(errors).not.toEqual([]);
    for (const { extensions } of errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  });
});

it('refuses a currency that is not on offer, before any part of the operation runs', async () => {
  const query = 'mutation { productRename(id: "p1", name: "New") { name } }';
  const response = await store.gateway.post({ query }, { 'x-currency': 'GBP' });
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: object[] };
  expect(errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', header: 'x-currency', currencies: ['EUR', 'USD'] } },
  ]);
  expect(store.products.requests).toHaveLength(0);
  await using client = openClient(store.gateway.webSocketUrl, { 'X-Currency': 'GBP' });
  await expect(client.first(query)).rejects.toEqual(errors);
});

describe('persisted queries', () => {
  const query = '{ me { id } }';
  const sha256Hash = '8152e541cf1e8ae5b56bc6a5b46c9a8b95a3ba5b4d6a6b9b1ad7b6c8e4b0c7e7';

  it('are asked for when unknown', async () => {
    const { errors } = (await (
      await store.gateway.post({ extensions: { persistedQuery: { version: 1, sha256Hash } } })
    ).json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('are remembered, without Redis too', async () => {
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(query))).toString(
      'hex',
    );
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    await store.gateway.post({ query, extensions });
    const response = await store.gateway.post({ extensions });
    expect(await response.json()).toEqual({ data: { me: { id: 'u1' } } });
  });
});
