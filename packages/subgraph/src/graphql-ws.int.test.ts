import type { GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  sampleSigner,
  signedSocket,
  startSampleSubgraph,
  type SampleSubgraph,
} from '../test/start-sample-subgraph.ts';

interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

function connect(
  { url }: SampleSubgraph,
  {
    webSocketImpl,
    ...options
  }: {
    webSocketImpl: unknown;
    connectionParams?: Record<string, unknown>;
  },
): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl,
    ...options,
    retryAttempts: 0,
  });
}

async function collect(client: Client, query: string): Promise<Result[]> {
  const results: Result[] = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

/** The code with which the server closes the socket of a subscription. */
async function closeCode(client: Client, query = 'subscription { never }'): Promise<number> {
  const closed = Promise.withResolvers<number>();
  client.on('closed', (event) => closed.resolve((event as CloseEvent).code));
  client.subscribe({ query }, { next: () => undefined, error: () => undefined, complete: () => undefined });
  return closed.promise;
}

const once = (client: Client, event: 'connected'): Promise<unknown> =>
  new Promise((resolve) => client.on(event, resolve));

it('streams events, each resolved with a context of its own', async () => {
  await using sample = await startSampleSubgraph();
  const client = connect(sample, { webSocketImpl: signedSocket() });
  const results = await collect(client, 'subscription { counted(to: 3) { value context } }');
  const events = results.map(({ data }) => data?.['counted'] as { value: number; context: number });
  expect(events.map(({ value }) => value)).toEqual([1, 2, 3]);
  expect(new Set(events.map(({ context }) => context)).size).toBe(3);
});

it('refuses a connection that is not signed with 4401', async () => {
  await using sample = await startSampleSubgraph();
  expect(await closeCode(connect(sample, { webSocketImpl: WebSocket }))).toBe(4401);
});

it('keeps nobody out for a token that has expired, unless it matters', async () => {
  await using sample = await startSampleSubgraph();
  const expired = await sample.token({ expiresInSeconds: -60 });
  const client = connect(sample, { webSocketImpl: signedSocket(`Bearer ${expired}`) });
  expect(await collect(client, '{ greeting(name: "Ada") me { id } }')).toMatchObject([
    { data: { greeting: 'Hello, Ada', me: null }, errors: [{ extensions: { accessToken: 'EXPIRED' } }] },
  ]);
});

it('takes the viewer from the upgrade, which is signed, and not from the connection parameters', async () => {
  await using sample = await startSampleSubgraph();
  const authorization = `Bearer ${await sample.token()}`;
  const client = connect(sample, { webSocketImpl: signedSocket(authorization) });
  expect(await collect(client, '{ me { id } }')).toEqual([{ data: { me: { id: 'user-1' } } }]);
  const unsigned = connect(sample, { webSocketImpl: signedSocket(), connectionParams: { authorization } });
  expect(await collect(unsigned, '{ me { id } }')).toEqual([{ data: { me: null } }]);
});

it('takes the viewer from the connection parameters when it runs alone for development', async () => {
  await using sample = await startSampleSubgraph({ allowUnsigned: true });
  const connectionParams = { Authorization: `Bearer ${await sample.token()}` };
  const client = connect(sample, { webSocketImpl: WebSocket, connectionParams });
  expect(await collect(client, '{ me { id } }')).toEqual([{ data: { me: { id: 'user-1' } } }]);
});

it('closes with 4403 when the token expires', async () => {
  const aMinuteAhead = () => new Date(Date.now() + 60_000);
  await using sample = await startSampleSubgraph({ now: aMinuteAhead });
  const token = await sample.token({ expiresInSeconds: 60 });
  const webSocketImpl = signedSocket(`Bearer ${token}`, sampleSigner(aMinuteAhead));
  expect(await closeCode(connect(sample, { webSocketImpl }))).toBe(4403);
});

it('closes with 4403 when the session ends, and takes its token for nobody’s from then on', async () => {
  await using sample = await startSampleSubgraph();
  const authorization = `Bearer ${await sample.token()}`;
  const client = connect(sample, { webSocketImpl: signedSocket(authorization) });
  const closed = closeCode(client);
  await once(client, 'connected');
  sample.endSession();
  expect(await closed).toBe(4403);
  const later = connect(sample, { webSocketImpl: signedSocket(authorization) });
  expect(await collect(later, '{ me { id } }')).toMatchObject([
    { data: { me: null }, errors: [{ extensions: { accessToken: 'REVOKED' } }] },
  ]);
});

it('masks errors of resolvers and of subscriptions alike', async () => {
  await using sample = await startSampleSubgraph();
  const client = connect(sample, { webSocketImpl: signedSocket() });
  const results = [
    ...(await collect(client, '{ secretFailure }')),
    ...(await collect(client, 'subscription { broken }')),
  ];
  expect(JSON.stringify(results)).not.toContain('hunter2');
  const codes = results.map(({ errors }) => errors?.[0]?.extensions?.['code']);
  expect(codes).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
});

it('names validation errors as HTTP does', async () => {
  await using sample = await startSampleSubgraph();
  const client = connect(sample, { webSocketImpl: signedSocket() });
  await expect(collect(client, '{ nothing }')).rejects.toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
});

it('releases the source when the client unsubscribes while no event comes', async () => {
  await using sample = await startSampleSubgraph();
  const client = connect(sample, { webSocketImpl: signedSocket() });
  const acknowledged = Promise.withResolvers();
  client.on('connected', acknowledged.resolve);
  const sink = { next: () => undefined, error: () => undefined, complete: () => undefined };
  const unsubscribe = client.subscribe({ query: 'subscription { never }' }, sink);
  await acknowledged.promise;
  await collect(client, '{ me { id } }');
  unsubscribe();
  await sample.neverEnded;
});
