import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { openStalledReader } from './testing/open-stalled-reader.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { closeCodes } from './websocket/close-codes.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore();
});
afterEach(() => store[Symbol.asyncDispose]());

const query = 'subscription { orderStatusChanged(orderId: "o1") { status } }';
const openUpstreams = () => store.orders.openSubscriptions();
const eventBytes = 256 * 1024;
/** More than what may wait for one client and what the kernel holds for it, together. */
const plenty = 128;
/** What a WebSocket says of a connection that ended without a close frame (RFC 6455, 7.1.5). */
const cutOff = 1006;

/** Opens a client that keeps up; the returned function sends it an event and resolves once it has been read. */
async function openPromptReader(
  headers?: Record<string, string>,
): Promise<(status: string) => Promise<void>> {
  const events = openClient(store.gateway.webSocketUrl, headers).stream(query);
  await events.next();
  return async (status) => {
    store.life.advance(status);
    expect(await events.next()).toEqual({ done: false, value: { data: { orderStatusChanged: { status } } } });
  };
}

it.each([
  ['server-sent events', { accept: 'text/event-stream' }, 'event: complete'],
  ['multipart', { accept: 'multipart/mixed;subscriptionSpec=1.0' }, '--graphql--'],
])('cuts off a client that no longer reads its %s, and no other', async (_name, headers, ending) => {
  using stalled = await openStalledReader(store.gateway.graphqlUrl, { query }, headers);
  // One that shares no upstream with it: that of the client that is cut off is seen to be closed.
  const sendAndRead = await openPromptReader({ 'accept-language': 'de' });
  expect(openUpstreams()).toBe(2);
  let events = 0;
  while (openUpstreams() === 2 && events < plenty)
    await sendAndRead(`${(events += 1)}`.padEnd(eventBytes, '.'));
  expect(events).toBeLessThan(plenty);
  await sendAndRead('CONFIRMED');
  const text = await stalled.readOn();
  expect(text).toContain('PENDING');
  expect(text).not.toContain(ending);
});

it('cuts off a WebSocket whose client no longer reads, and no other on the same upstream', async () => {
  const stalled = new WebSocket(store.gateway.webSocketUrl, 'graphql-transport-ws');
  await once(stalled, 'open');
  stalled.send('{"type":"connection_init"}');
  await once(stalled, 'message');
  stalled.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  await once(stalled, 'message');
  stalled.pause();
  const sendAndRead = await openPromptReader();
  await eventually(openUpstreams).toBe(1);
  for (let events = 0; events < plenty; events += 1) await sendAndRead(`${events}`.padEnd(eventBytes, '.'));
  stalled.resume();
  const [code] = (await once(stalled, 'close')) as [number];
  expect([closeCodes.tooSlow.code, cutOff]).toContain(code);
  await sendAndRead('CONFIRMED');
  expect(openUpstreams()).toBe(1);
});
