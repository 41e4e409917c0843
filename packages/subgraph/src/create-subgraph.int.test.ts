import { createClient } from 'graphql-ws';
import { expect, it } from 'vitest';
import { signedSocket, startSampleSubgraph } from '../test/start-sample-subgraph.ts';

async function getJson(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
}

it('is live without its dependencies', async () => {
  await using sample = await startSampleSubgraph({
    readiness: { database: () => Promise.reject(new Error('down')) },
  });
  expect((await getJson(`${sample.url}/health/live`)).status).toBe(200);
});

it('is ready when every check holds', async () => {
  await using sample = await startSampleSubgraph({ readiness: { database: () => Promise.resolve(1) } });
  expect(await getJson(`${sample.url}/health/ready`)).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: { status: 'up' } } },
  });
});

it('reports which check failed', async () => {
  await using sample = await startSampleSubgraph({
    readiness: {
      database: () => Promise.resolve(),
      messaging: () => Promise.reject(new Error('no connection')),
    },
  });
  expect(await getJson(`${sample.url}/health/ready`)).toEqual({
    status: 503,
    body: {
      status: 'not-ready',
      checks: { database: { status: 'up' }, messaging: { status: 'down', reason: 'no connection' } },
    },
  });
});

it('is ready without what it tolerates, and reports that as degraded', async () => {
  await using sample = await startSampleSubgraph({
    readiness: { database: () => Promise.resolve() },
    tolerates: { messaging: () => Promise.reject(new Error('no connection')) },
  });
  expect(await getJson(`${sample.url}/health/ready`)).toEqual({
    status: 200,
    body: {
      status: 'degraded',
      checks: { database: { status: 'up' }, messaging: { status: 'degraded', reason: 'no connection' } },
    },
  });
});

it('finishes a request in flight while it closes, and refuses new ones', async () => {
  await using sample = await startSampleSubgraph();
  const inFlight = sample.post('{ slow }');
  await sample.slowStarted;
  const closing = sample.subgraph.close();
  await expect(sample.post('{ me { id } }')).rejects.toThrow();
  sample.finishSlow();
  const { status, body } = await inFlight;
  await closing;
  expect({ status, body }).toEqual({ status: 200, body: { data: { slow: 'done' } } });
});

it('is no longer ready while it drains', async () => {
  await using sample = await startSampleSubgraph();
  const inFlight = sample.post('{ slow }');
  await sample.slowStarted;
  const closing = sample.subgraph.close();
  const ready = await sample.subgraph.app.inject('/health/ready');
  expect(ready.statusCode).toBe(503);
  sample.finishSlow();
  await Promise.all([inFlight, closing]);
});

it('answers requests that arrive while it closes with UNAVAILABLE', async () => {
  const late = Promise.withResolvers<unknown>();
  const sample = await startSampleSubgraph({
    routes: (app) => {
      app.addHook('preClose', async () => {
        const answer = await sample.post('{ me { id } }');
        late.resolve({ status: answer.status, code: answer.body.errors?.[0]?.extensions['code'] });
      });
    },
  });
  await sample.subgraph.close();
  expect(await late.promise).toEqual({ status: 503, code: 'UNAVAILABLE' });
});

it('cuts off what does not end within the drain timeout', async () => {
  const sample = await startSampleSubgraph({ drainTimeoutMs: 100 });
  const inFlight = sample.post('{ slow }');
  await sample.slowStarted;
  const cutOff = expect(inFlight).rejects.toThrow();
  await sample.subgraph.close();
  await cutOff;
});

it('ends subscriptions with 1001 when it closes', async () => {
  await using sample = await startSampleSubgraph();
  const client = createClient({
    url: `${sample.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: signedSocket(),
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
  });
  const connected = Promise.withResolvers();
  const closed = Promise.withResolvers<unknown>();
  client.on('connected', connected.resolve);
  client.on('closed', closed.resolve);
  await connected.promise;
  await sample.subgraph.close();
  expect(await closed.promise).toMatchObject({ code: 1001 });
});

it('offers the explorer only where unsigned requests are allowed', async () => {
  await using signedOnly = await startSampleSubgraph();
  await using alone = await startSampleSubgraph({ allowUnsigned: true });
  expect((await fetch(`${signedOnly.url}/explorer`)).status).toBe(404);
  const page = await (await fetch(`${alone.url}/explorer`)).text();
  expect(page).toContain('id="root"');
});
