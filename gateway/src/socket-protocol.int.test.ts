import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openRawSocket, type RawMessage, type RawSocket } from './testing/open-raw-socket.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
let socket: RawSocket;
beforeEach(async () => {
  store = await startToyStore();
  socket = await openRawSocket(store.gateway.webSocketUrl);
});
afterEach(async () => {
  socket[Symbol.dispose]();
  await store[Symbol.asyncDispose]();
});

const init = { type: 'connection_init' };
const ack = { type: 'connection_ack' };
const subscribe = (id: string, query: string): RawMessage => ({ id, type: 'subscribe', payload: { query } });
const complete = (id: string): RawMessage => ({ id, type: 'complete' });
const next = (id: string, data: object): RawMessage => ({ id, type: 'next', payload: { data } });
const statuses = 'subscription { orderStatusChanged(orderId: "o1") { status } }';
const versions = 'subscription { orderStatusChanged(orderId: "o1") { version } }';
const status = (name: string) => ({ orderStatusChanged: { status: name } });
const version = (number: number) => ({ orderStatusChanged: { version: number } });
const product = '{ product(id: "p1") { name } }';
const itsName = { product: { name: 'Product p1' } };

async function connect(): Promise<void> {
  socket.send(init);
  await eventually(socket.received).toEqual([ack]);
  socket.received().length = 0;
}

/** All that was said before this has been answered: on a socket, messages keep their order. */
async function roundTrip(): Promise<void> {
  socket.send(subscribe('last', product));
  await eventually(socket.received).toContainEqual(complete('last'));
  const own = socket.received().filter(({ id }) => id !== 'last');
  socket.received().splice(0, Infinity, ...own);
}

describe('an id is free again', () => {
  beforeEach(connect);

  it('once the client has completed a subscription, which takes nothing from the next', async () => {
    socket.send(subscribe('a', statuses));
    await eventually(socket.received).toEqual([next('a', status('PENDING'))]);
    socket.send(complete('a'), subscribe('a', versions));
    await eventually(socket.received).toEqual([next('a', status('PENDING')), next('a', version(1))]);
    store.life.advance('CREATED');
    await eventually(socket.received).toHaveLength(3);
    await roundTrip();
    expect(socket.received().slice(2)).toEqual([next('a', version(2))]);
    expect(store.orders.openSubscriptions()).toBe(1);
    socket.send(complete('a'));
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('while the subscription that the client has left is still being opened', async () => {
    socket.send(subscribe('a', statuses), complete('a'), subscribe('a', versions));
    await eventually(socket.received).toEqual([next('a', version(1))]);
    await eventually(() => store.orders.openSubscriptions()).toBe(1);
    store.life.advance('CREATED');
    await eventually(socket.received).toEqual([next('a', version(1)), next('a', version(2))]);
    socket.vanish();
    await eventually(() => store.orders.openSubscriptions()).toBe(0);
  });

  it('while the query that the client has left is still in progress, whose answer is dropped', async () => {
    const stuck = Promise.withResolvers<undefined>();
    store.accounts.stuckUntil = stuck.promise;
    socket.send(subscribe('a', '{ me { id } }'));
    await eventually(() => store.accounts.requests).toHaveLength(1);
    socket.send(complete('a'), subscribe('a', product));
    await eventually(socket.received).toEqual([next('a', itsName), complete('a')]);
    socket.send(subscribe('a', statuses));
    await eventually(socket.received).toHaveLength(3);
    stuck.resolve(undefined);
    socket.send(subscribe('b', '{ me { email } }'));
    await eventually(socket.received).toContainEqual(complete('b'));
    expect(socket.received().filter(({ id }) => id === 'a')).toEqual([
      next('a', itsName),
      complete('a'),
      next('a', status('PENDING')),
    ]);
  });

  it('once the server has completed it, or has ended it with an error', async () => {
    socket.send(subscribe('a', product));
    await eventually(socket.received).toEqual([next('a', itsName), complete('a')]);
    socket.send(subscribe('a', '{ nope }'));
    await eventually(() => socket.received().at(-1)).toMatchObject({ id: 'a', type: 'error' });
    socket.send(subscribe('a', statuses));
    await eventually(() => socket.received().at(-1)).toEqual(next('a', status('PENDING')));
  });

  it('and a completion that comes late, or of an id that nobody knows, is ignored', async () => {
    socket.send(subscribe('a', product));
    await eventually(socket.received).toEqual([next('a', itsName), complete('a')]);
    socket.send(complete('a'), complete('nobody'));
    await roundTrip();
    expect(socket.received()).toHaveLength(2);
  });
});

it('closes the upstream of a client that vanishes while its subscription is being opened', async () => {
  await connect();
  socket.send(subscribe('a', statuses));
  await roundTrip();
  socket.vanish();
  await eventually(() => store.orders.subscribed.length).toBe(1);
  await eventually(() => store.orders.openSubscriptions()).toBe(0);
});

it('answers pings with what they carry, before the connection too', async () => {
  socket.send({ type: 'ping' }, { type: 'ping', payload: { at: 1 } }, { type: 'pong' }, init);
  await eventually(socket.received).toEqual([{ type: 'pong' }, { type: 'pong', payload: { at: 1 } }, ack]);
});

describe('a socket is closed', () => {
  const long = 'x'.repeat(200);
  it.each<[string, (RawMessage | string)[], number, string]>([
    [
      'for an id in use',
      [subscribe('a', statuses), subscribe('a', product)],
      4409,
      'Subscriber for a already exists',
    ],
    [
      'for a long id in use',
      [subscribe(long, statuses), subscribe(long, product)],
      4409,
      'Subscriber already exists',
    ],
    ['for a second initialisation', [init], 4429, 'Too many initialisation requests'],
    ['for text that is not JSON', ['hello'], 4400, 'Invalid message received'],
    ['for a type that nobody knows', [{ type: 'start', id: 'a' }], 4400, 'Invalid message received'],
    ['for a type that only servers send', [next('a', {})], 4400, 'Invalid message received'],
    ['for an acknowledgement', [ack], 4400, 'Invalid message received'],
    ['for an operation without an id', [{ ...subscribe('', product) }], 4400, 'Invalid message received'],
    ['for a query that is no text', [subscribe('a', 1 as never)], 4400, 'Invalid message received'],
    [
      'for variables that are no object',
      [{ id: 'a', type: 'subscribe', payload: { query: product, variables: [] } }],
      4400,
      'Invalid message received',
    ],
    ['for a completion without an id', [{ type: 'complete' }], 4400, 'Invalid message received'],
  ])('%s', async (_why, messages, code, reason) => {
    await connect();
    socket.send(...messages);
    expect(await socket.closed).toEqual({ code, reason });
  });

  it('for an operation before the connection is acknowledged, and nothing after that runs', async () => {
    socket.send(
      init,
      subscribe('a', 'mutation { productRename(id: "p1", name: "x") { id } }'),
      subscribe('b', product),
    );
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
    expect(store.products.requests).toEqual([]);
  });

  it('when the client does not initialise it', async () => {
    expect(await socket.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  it('when it speaks another protocol', async () => {
    using other = await openRawSocket(store.gateway.webSocketUrl, []);
    expect(await other.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });
});

it('is open to who says what no header can be', async () => {
  const noText = { toString: 1 };
  socket.send({ ...init, payload: { 'accept-language': [noText], headers: { authorization: [noText] } } });
  await eventually(socket.received).toEqual([ack]);
  const extensions = { headers: { 'x-currency': [noText], 'accept-language': 'de\n' } };
  socket.send({ id: 'a', type: 'subscribe', payload: { query: product, extensions } });
  await eventually(socket.received).toMatchObject([
    ack,
    { id: 'a', type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

it('counts what the client has left for as long as it is in progress', async () => {
  await connect();
  const stuck = Promise.withResolvers<undefined>();
  store.products.stuckUntil = stuck.promise;
  // What changes something is never given up.
  const change = 'mutation { productRename(id: "p1", name: "x") { id } }';
  for (let sent = 0; sent < 50; sent += 1) socket.send(subscribe('a', change), complete('a'));
  socket.send(subscribe('b', product));
  await eventually(socket.received).toMatchObject([
    { id: 'b', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] },
  ]);
  stuck.resolve(undefined);
  let asked = 0;
  await eventually(() => {
    socket.send(subscribe(`again ${(asked += 1)}`, product));
    return socket.received().map(({ type }) => type);
  }).toContain('complete');
});
