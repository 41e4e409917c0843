import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { newApiKey } from '@cartwright/identity';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from './testing/eventually.ts';
import { openRawSocket } from './testing/open-raw-socket.ts';
import { startToyStore } from './testing/start-toy-store.ts';

const handshake = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'sec-websocket-protocol': 'graphql-transport-ws',
};

/** Why a connection was refused before it was a WebSocket. */
async function refusalOf(webSocketUrl: string, headers: Record<string, string> = {}) {
  const url = webSocketUrl.replace(/^ws/, 'http');
  const [response] = (await once(get(url, { headers: { ...handshake, ...headers } }), 'response')) as [
    IncomingMessage,
  ];
  const { errors } = JSON.parse(await text(response)) as { errors: object[] };
  const { statusCode: status, headers: answered } = response;
  return { status, retryAfter: answered['retry-after'], headers: answered, errors };
}

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://shop.example',
  CORS_ORIGINS: 'https://app.example',
};

it('refuses pages of foreign origins in production, on every transport, and no others', async () => {
  await using store = await startToyStore(production);
  const { gateway } = store;
  const foreign = { origin: 'https://evil.example' };
  expect(await refusalOf(gateway.webSocketUrl, foreign)).toMatchObject({ status: 403 });
  for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])
    expect((await gateway.post({ query: '{ me { id } }' }, { ...foreign, accept })).status).toBe(403);
  const get = await fetch(`${gateway.graphqlUrl}?query={me{id}}`, { headers: foreign });
  expect(get.status).toBe(403);
  for (const origin of ['https://shop.example', 'https://app.example']) {
    expect((await gateway.post({ query: '{ me { id } }' }, { origin })).status).toBe(200);
    const socket = new WebSocket(gateway.webSocketUrl, 'graphql-transport-ws', { headers: { origin } });
    await once(socket, 'open');
    socket.terminate();
  }
});

it.each([
  ['at a path where nothing is', '/nothing', {}, 404],
  ['of a foreign page', '/graphql', { origin: 'https://evil.example' }, 403],
  ['that is no handshake', '/graphql', { 'sec-websocket-version': '7' }, 400],
])(
  'says with the refusal of an upgrade %s what it says with every answer',
  async (_what, path, sent, status) => {
    await using store = await startToyStore(production);
    const url = store.gateway.webSocketUrl.replace('/graphql', path);
    const refusal = await refusalOf(url, sent);
    expect(refusal.status).toBe(status);
    expect(refusal.errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(refusal.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': /^default-src 'none'/,
      'strict-transport-security': /^max-age=/,
    });
    expect(refusal.headers['sec-websocket-version']).toBe(status === 400 ? '13, 8' : undefined);
  },
);

it('tells a path where nothing is from the one of GraphQL', async () => {
  await using store = await startToyStore();
  for (const path of ['/graphql/', '/api/graphql', '/']) {
    const url = store.gateway.webSocketUrl.replace('/graphql', path);
    expect(await refusalOf(url)).toMatchObject({ status: 404, errors: [{ message: /\/graphql/ }] });
  }
  const response = await store.gateway.post({ query: '{ me { id } }' });
  expect(response.status).toBe(200);
  const wrong = await fetch(`${store.gateway.graphqlUrl}/`, { method: 'POST' });
  expect([wrong.status, await wrong.text()]).toEqual([
    404,
    expect.stringContaining('GraphQL is served at /graphql'),
  ]);
});

it('lets so many of an address wait that have not said who they are, and cuts them off in time', async () => {
  await using store = await startToyStore({ MAX_SOCKETS_BEFORE_INIT: '2' });
  const { webSocketUrl } = store.gateway;
  using first = await openRawSocket(webSocketUrl);
  using second = await openRawSocket(webSocketUrl);
  expect(await refusalOf(webSocketUrl)).toMatchObject({
    status: 429,
    retryAfter: '1',
    errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }],
  });
  first.send({ type: 'connection_init' });
  await eventually(() => first.received()).toMatchObject([{ type: 'connection_ack' }]);
  using third = await openRawSocket(webSocketUrl);
  expect(await Promise.all([second.closed, third.closed])).toMatchObject([{ code: 4408 }, { code: 4408 }]);
});

it('counts upgrades', async () => {
  await using store = await startToyStore({ RATE_LIMIT_PER_SECOND: '1', ADDRESS_LIMIT_FACTOR: '1' });
  const tried = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
      socket.on('error', () => undefined);
      const refused = once(socket, 'unexpected-response').then(
        (parts: unknown[]) => (parts[1] as IncomingMessage).statusCode,
      );
      const outcome = await Promise.race([refused, once(socket, 'open').then(() => 101)]);
      socket.terminate();
      return outcome;
    }),
  );
  expect(tried).toContain(429);
  expect(tried).toContain(101);
});

it.each([
  ['one frame', { fin: true }],
  ['fragments that are larger together', { fin: false }],
])('closes with 1009 when a message is larger than it may be, in %s', async (_how, { fin }) => {
  await using store = await startToyStore();
  const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close');
  if (fin) socket.send('x'.repeat(64 * 1024 + 1));
  else for (let part = 0; part < 3; part += 1) socket.send('x'.repeat(30 * 1024), { fin: false });
  expect((await closed)[0]).toBe(1009);
});

it('closes with 1008 when a message comes in too many fragments', async () => {
  await using store = await startToyStore();
  const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close');
  for (let part = 0; part < 65; part += 1) socket.send('', { fin: false });
  expect((await closed)[0]).toBe(1008);
});

it('does not agree to compression, so that nothing small becomes large', async () => {
  await using store = await startToyStore();
  const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws', {
    perMessageDeflate: true,
  });
  await once(socket, 'open');
  expect(socket.extensions).toBe('');
  socket.terminate();
});

it.each([
  ['binary', Buffer.from('{"type":"connection_init"}'), 4400],
  ['text that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 1007],
] as const)('closes on a message of %s', async (what, data, code) => {
  await using store = await startToyStore();
  const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close');
  socket.send(data, { binary: what === 'binary' });
  expect((await closed)[0]).toBe(code);
});

it('closes with 4429 when more messages come than an address may send, of whatever kind', async () => {
  await using store = await startToyStore({ RATE_LIMIT_PER_SECOND: '2' });
  using socket = await openRawSocket(store.gateway.webSocketUrl);
  socket.send(...Array.from({ length: 100 }, () => ({ type: 'ping' })));
  expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many messages' });
});

it.each(['ping', 'pong'] as const)('answers frames of %s, and counts them as messages', async (kind) => {
  await using store = await startToyStore({ RATE_LIMIT_PER_SECOND: '2' });
  const socket = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.ping('are you there');
  expect(String((await once(socket, 'pong'))[0])).toBe('are you there');
  const closed = once(socket, 'close');
  for (let sent = 0; sent < 100; sent += 1) socket[kind]();
  expect((await closed)[0]).toBe(4429);
});

it('closes with 1013 while an API key cannot be exchanged, so that its client comes back', async () => {
  await using store = await startToyStore();
  using socket = await openRawSocket(store.gateway.webSocketUrl);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${newApiKey()}` } });
  expect(await socket.closed).toMatchObject({ code: 1013 });
});
