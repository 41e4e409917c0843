import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { sampleSigner, signSample, startSampleSubgraph } from '../test/start-sample-subgraph.ts';
import { createRequestSigner, type SignRequest } from '@cartwright/identity';

const greeting = '{ greeting(name: "Ada") }';

it('answers a signed request', async () => {
  await using sample = await startSampleSubgraph();
  const { status, body } = await sample.post(greeting);
  expect({ status, body }).toEqual({ status: 200, body: { data: { greeting: 'Hello, Ada' } } });
});

it('answers introspection whole, as graphql-js asks for it with all its options', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post(
    getIntrospectionQuery({
      inputValueDeprecation: true,
      oneOf: true,
      specifiedByUrl: true,
      schemaDescription: true,
    }),
  );
  expect(body.errors).toBeUndefined();
  const seen = buildClientSchema(body.data as unknown as IntrospectionQuery);
  expect(seen.getQueryType()?.getFields()).toHaveProperty('greeting');
});

it('refuses a request that is not signed, before anything runs', async () => {
  await using sample = await startSampleSubgraph();
  const { status, body } = await sample.post('{ slow }', { sign: null });
  expect(status).toBe(401);
  expect(body.data).toBeUndefined();
  expect(body.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});

it('refuses a signature over another body', async () => {
  await using sample = await startSampleSubgraph();
  const { status } = await sample.post(greeting, {
    sign: (request) => signSample({ ...request, body: '{"query":"{ me { id } }"}' }),
  });
  expect(status).toBe(401);
});

it('refuses a signature for another token, and a request that comes twice', async () => {
  await using sample = await startSampleSubgraph();
  const token = await sample.token();
  const forAnother: SignRequest = (request) => signSample({ ...request, authorization: 'Bearer other' });
  expect((await sample.post(greeting, { token, sign: forAnother })).status).toBe(401);
  let kept: ReturnType<SignRequest> | undefined;
  const once: SignRequest = (request) => (kept ??= signSample(request));
  expect((await sample.post(greeting, { token, sign: once })).status).toBe(200);
  expect((await sample.post(greeting, { token, sign: once })).status).toBe(401);
});

it('asks for a request again that was signed before it started', async () => {
  await using sample = await startSampleSubgraph();
  const twoSecondsAgo = () => new Date(Date.now() - 2000);
  const sign = sampleSigner(twoSecondsAgo);
  const { status, body } = await sample.post(greeting, { sign });
  expect({ status, code: body.errors?.[0]?.extensions['code'] }).toEqual({
    status: 503,
    code: 'UNAVAILABLE',
  });
});

it('takes unsigned requests when it runs alone for development', async () => {
  await using sample = await startSampleSubgraph({ allowUnsigned: true });
  const { body } = await sample.post(greeting, { sign: null });
  expect(body.data).toEqual({ greeting: 'Hello, Ada' });
});

it('takes the viewer from the access token; null without one', async () => {
  await using sample = await startSampleSubgraph();
  const asStaff = await sample.post('{ me { id role } }', { token: await sample.token({ role: 'STAFF' }) });
  expect(asStaff.body.data).toEqual({ me: { id: 'user-1', role: 'STAFF' } });
  expect((await sample.post('{ me { id } }')).body.data).toEqual({ me: null });
});

it.each([
  ['expired', { expiresInSeconds: -60 }],
  ['of another issuer', { issuer: 'somebody' }],
  ['of an unknown role', { role: 'ADMIN' }],
])('keeps nobody out for a token that is %s, unless it matters', async (_what, claims) => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post('{ greeting(name: "Ada") me { id } }', {
    token: await sample.token(claims),
  });
  expect(body.data).toEqual({ greeting: 'Hello, Ada', me: null });
  expect(body.errors).toMatchObject([{ path: ['me'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

it('masks an unexpected error and logs it under the request id', async () => {
  await using sample = await startSampleSubgraph();
  const { body, headers } = await sample.post('{ secretFailure }', {
    headers: { 'x-request-id': 'request-4711' },
  });
  expect(JSON.stringify([body, [...headers]])).not.toContain('hunter2');
  expect(body.errors).toMatchObject([
    {
      message: 'Something went wrong on our side.',
      path: ['secretFailure'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-4711' },
    },
  ]);
  const logged = sample.logLines.find((line) => line.includes('hunter2'));
  expect(JSON.parse(logged ?? '{}')).toMatchObject({ requestId: 'request-4711' });
});

it('reports a database outage as UNAVAILABLE, without its details', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post('{ databaseFailure }');
  expect(body.errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
  expect(JSON.stringify(body)).not.toContain('10.0.0.7');
});

it('names the field when a resolver refuses input with zod', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post('{ badInput }');
  expect(body.errors?.[0]).toMatchObject({
    message: expect.stringContaining('email') as string,
    extensions: { code: 'BAD_USER_INPUT', fields: [{ field: 'email' }] },
  });
});

it('passes public errors on as they are', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post('{ expected }');
  expect(body.errors).toMatchObject([
    { message: 'Somebody else was faster.', extensions: { code: 'CONFLICT', retry: true } },
  ]);
});

it('passes on parse and validation errors and bad variables', async () => {
  await using sample = await startSampleSubgraph();
  const codeOf = async (query: string, variables = {}) =>
    (await sample.post(query, { variables })).body.errors?.[0]?.extensions['code'];
  expect(await codeOf('{ greeting(')).toBe('GRAPHQL_PARSE_FAILED');
  expect(await codeOf('{ nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await codeOf('query ($at: DateTime!) { echo(at: $at) }', { at: 'yesterday' })).toBe(
    'BAD_USER_INPUT',
  );
});

it.each([
  ['a query that cannot be read', { query: '{ greeting(' }, 'GRAPHQL_PARSE_FAILED'],
  ['a query that is not valid', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'the name of another operation',
    { query: 'query A { slow }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a variable that does not fit', { query: 'query ($at: DateTime!) { echo(at: $at) }' }, 'BAD_USER_INPUT'],
  ['no query', { variables: {} }, 'BAD_REQUEST'],
  ['variables as text', { query: '{ slow }', variables: '{}' }, 'BAD_REQUEST'],
  ['a list of operations', [{ query: '{ slow }' }], 'BAD_REQUEST'],
  ['a subscription', { query: 'subscription { counted(to: 1) { value } }' }, 'BAD_REQUEST'],
])('answers %s with 400 and the code, and executes nothing', async (_what, body, code) => {
  await using sample = await startSampleSubgraph();
  const url = new URL('/graphql', sample.url);
  const json = JSON.stringify(body);
  const signature = signSample({ method: 'POST', authority: url.host, target: '/graphql', body: json });
  const headers = { 'content-type': 'application/json', ...signature };
  const response = await fetch(url, { method: 'POST', headers, body: json });
  const { errors, data } = (await response.json()) as Awaited<ReturnType<typeof sample.post>>['body'];
  expect([response.status, errors?.[0]?.extensions['code'], data]).toEqual([400, code, undefined]);
});

it('names the type of its answer as the client asks, and 406 when it takes neither', async () => {
  await using sample = await startSampleSubgraph();
  const typeFor = async (accept: string) => {
    const { status, headers } = await sample.post(greeting, { headers: { accept } });
    return [status, headers.get('content-type'), headers.get('cache-control')];
  };
  const json = 'application/json; charset=utf-8';
  expect(await typeFor('*/*')).toEqual([200, json, 'no-store']);
  expect(await typeFor('application/json')).toEqual([200, json, 'no-store']);
  expect(await typeFor('application/graphql-response+json, application/json;q=0.9')).toEqual([
    200,
    'application/graphql-response+json; charset=utf-8',
    'no-store',
  ]);
  expect((await sample.post(greeting, { headers: { accept: 'text/html' } })).status).toBe(406);
});

it('serves DateTime without the subgraph defining it', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post('{ echo(at: "2026-05-04T11:30:00+02:00") }');
  expect(body.data).toEqual({ echo: '2026-05-04T09:30:00.000Z' });
});

it('says that it keeps no persisted queries', async () => {
  await using sample = await startSampleSubgraph();
  const { body } = await sample.post(greeting, {
    extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } },
  });
  expect(body.errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }]);
});

it('answers a body that is not JSON with 400', async () => {
  await using sample = await startSampleSubgraph();
  const response = await fetch(`${sample.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":',
  });
  expect(response.status).toBe(400);
});

it('writes one access line per request, and never the token', async () => {
  await using sample = await startSampleSubgraph();
  const token = await sample.token();
  await sample.post(greeting, { token });
  await sample.subgraph.close();
  const access = sample.logLines.filter((line) => line.includes('"url":"/graphql"'));
  expect(access).toHaveLength(1);
  expect(sample.logLines.join('')).not.toContain(token);
});

it('lets own routes ask for the signature of another service', async () => {
  const key = 'a key of orders for tests only';
  await using sample = await startSampleSubgraph({
    routes: (app, { signedBy }) => {
      app.post('/freeze', { preHandler: signedBy('orders', [key]) }, () => ({ frozen: true }));
    },
  });
  const body = '{ "cart":  1 }';
  const request = { method: 'POST', authority: new URL(sample.url).host, target: '/freeze', body };
  const send = async (signature: ReturnType<SignRequest>) => {
    const headers = { 'content-type': 'application/json', ...signature };
    return (await fetch(`${sample.url}/freeze`, { method: 'POST', headers, body })).status;
  };
  const sign = createRequestSigner({ caller: 'orders', key });
  expect(await send(sign(request))).toBe(200);
  expect(await send(sign({ ...request, body: '{"cart":1}' }))).toBe(401);
  expect(await send(signSample(request))).toBe(401);
});
