import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { startTestGateway } from './testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
let authorization: string;
const viewer = { id: 'u1', sessionId: 's1' };
beforeEach(async () => {
  store = await startToyStore();
  authorization = await store.gateway.issuer.authorization(viewer);
});
afterEach(() => store[Symbol.asyncDispose]());

const follow = 'subscription { orderStatusChanged(orderId: "o1") { status } }';
const endSession = () => store.gateway.issuer.endSession('s1');
const revoked = { extensions: { accessToken: 'REVOKED' } };

async function stream(accept: string): Promise<() => string> {
  const response = await fetch(store.gateway.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization },
    body: JSON.stringify({ query: follow }),
  });
  let text = '';
  const read = async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
    text += ' and is over';
  };
  void read();
  await eventually(() => text).toContain('PENDING');
  return () => text;
}

describe('when a session ends', () => {
  it('its token speaks for nobody, and the answer says why', async () => {
    expect(await store.gateway.run('{ me { id } }', {}, { authorization })).not.toHaveProperty('extensions');
    endSession();
    const again = () => store.gateway.run('{ me { id } }', {}, { authorization });
    await expect.poll(again).toMatchObject(revoked);
    const response = await store.gateway.post({ query: '{ me { id } }' }, { authorization });
    expect(response.headers.get('www-authenticate')).toContain('has ended');
    const other = await store.gateway.issuer.authorization({ id: 'u1', sessionId: 's2' });
    expect(await store.gateway.run('{ me { id } }', {}, { authorization: other })).not.toHaveProperty(
      'extensions',
    );
  });

  it('its sockets are closed with 4403, and the upstreams with them', async () => {
    await using client = openClient(store.gateway.webSocketUrl, { authorization });
    await client.first(follow);
    endSession();
    expect(await client.closed).toMatchObject({ code: 4403, reason: 'Session ended' });
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('a socket that was opened without it loses what was asked with its token, and nothing else', async () => {
    await using client = openClient(store.gateway.webSocketUrl);
    const own = client.client.iterate({ query: follow, extensions: { headers: { authorization } } });
    const others = client.client.iterate({ query: follow });
    await Promise.all([own.next(), others.next()]);
    endSession();
    await expect(own.next()).rejects.toMatchObject([revoked]);
    store.life.advance('CREATED');
    expect(await others.next()).toMatchObject({
      value: { data: { orderStatusChanged: { status: 'CREATED' } } },
    });
  });

  it.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])(
    'its streams of %s end and say why',
    async (accept) => {
      const text = await stream(accept);
      endSession();
      await eventually(text).toContain('and is over');
      expect(text()).toContain('"code":"UNAUTHENTICATED"');
      await eventually(() => store.orders.openSubscriptions()).toBe(0);
    },
  );

  it('its reserved streams end with all that they carry', async () => {
    const url = store.gateway.graphqlUrl;
    const client = createClient({
      url,
      singleConnection: true,
      retryAttempts: 0,
      headers: { authorization },
    });
    const results = client.iterate({ query: follow });
    await results.next();
    endSession();
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
    const put = await fetch(url, { method: 'PUT', headers: { authorization } });
    expect(put.headers.get('www-authenticate')).toContain('has ended');
    client.dispose();
  });

  it('every gateway knows, and also one that starts later', async () => {
    const env = { JWKS_URL: store.gateway.issuer.jwksUrl };
    await using second = await startTestGateway({ accounts: store.accounts.url, env });
    await using client = openClient(second.webSocketUrl, { authorization });
    expect(await client.first('{ me { id } }')).toMatchObject({ data: { me: { id: 'u1' } } });
    endSession();
    expect(await client.closed).toMatchObject({ code: 4403 });
    await using later = await startTestGateway({ accounts: store.accounts.url, env });
    expect(await later.run('{ me { id } }', {}, { authorization })).toMatchObject(revoked);
  });
});

it('goes on by what it knows while accounts is away, and says that it is not told', async () => {
  endSession();
  await expect.poll(() => store.gateway.run('{ me { id } }', {}, { authorization })).toMatchObject(revoked);
  const other = await store.gateway.issuer.authorization({ id: 'u1', sessionId: 's2' });
  await store.gateway.issuer.stop();
  expect(await store.gateway.run('{ me { id } }', {}, { authorization: other })).not.toHaveProperty(
    'extensions',
  );
  expect(await store.gateway.run('{ me { id } }', {}, { authorization })).toMatchObject(revoked);
});
