import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { boundConnections, type ConnectionLimits } from './bound-connections.ts';

let server: Server;
let sockets: Socket[];
let requests: number;
beforeEach(() => {
  sockets = [];
  requests = 0;
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

async function serve(limits: Partial<ConnectionLimits>): Promise<void> {
  server = createServer((request, response) => {
    requests += 1;
    request.resume().once('end', () => setImmediate(() => response.end('done')));
  });
  const all = { maxAll: 100, maxEach: 100, maxArrivingEach: 100, isTrusted: () => false, timesAt: () => 1 };
  boundConnections(server, { ...all, ...limits });
  await once(server.listen(0, '127.0.0.1'), 'listening');
}

/** Connects, sends this, and tells what happened to the connection so far. */
async function open(sent = '') {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  let isCutOff = false;
  socket.on('data', (part: Buffer) => (answer += part.toString()));
  socket.on('error', () => undefined).once('close', () => (isCutOff = true));
  await once(socket, 'connect');
  socket.write(sent);
  return { send: (text: string) => socket.write(text), answer: () => answer, isCutOff: () => isCutOff };
}

const get = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
const post = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n12';
const begun = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n1';

it('gives an address so many connections', async () => {
  await serve({ maxEach: 2 });
  const [first] = [await open(get), await open(get)];
  const third = await open(get);
  await eventually(third.isCutOff).toBe(true);
  expect(first.isCutOff()).toBe(false);
  expect(third.answer()).toBe('');
});

it('gives everybody together so many', async () => {
  await serve({ maxAll: 1 });
  await open(get);
  await eventually((await open(get)).isCutOff).toBe(true);
});

it.each([
  ['nothing', ''],
  ['a part of its headers', 'GET / HT'],
  ['a part of its body', begun],
])('counts a connection as arriving that has sent %s', async (_what, sent) => {
  await serve({ maxArrivingEach: 1 });
  const first = await open(sent);
  await eventually((await open(get)).isCutOff).toBe(true);
  expect(first.isCutOff()).toBe(false);
});

it('does not count one whose request has arrived, until the body of the next is awaited', async () => {
  await serve({ maxArrivingEach: 1 });
  const first = await open(begun);
  first.send('2');
  await eventually(first.answer).toContain('done');
  const second = await open(get);
  await eventually(second.answer).toContain('done');
  first.send(begun);
  await eventually(() => requests).toBe(3);
  await eventually((await open(get)).isCutOff).toBe(true);
});

it('does not count the connections of trusted proxies', async () => {
  await serve({ maxEach: 1, maxArrivingEach: 1, isTrusted: (address) => address === '127.0.0.1' });
  await open(begun);
  const second = await open(get);
  await eventually(second.answer).toContain('done');
});

it('cuts off a connection on which too many requests wait for their answers, and handles no more of them', async () => {
  await serve({});
  const flood = await open(post.repeat(1_000));
  await eventually(flood.isCutOff).toBe(true);
  expect(requests).toBe(50);
});

it('handles nothing that follows on a connection that it cuts off', async () => {
  await serve({ maxArrivingEach: 1 });
  const flood = await open(post);
  await eventually(flood.answer).toContain('done');
  await open(begun);
  await eventually(() => requests).toBe(2);
  flood.send(post.repeat(20));
  await eventually(flood.isCutOff).toBe(true);
  expect(requests).toBe(2);
});

it('answers requests without end on one connection, as long as few wait', async () => {
  await serve({});
  const client = await open();
  for (let round = 1; round <= 5; round += 1) {
    client.send(post.repeat(40));
    await eventually(() => client.answer().split('done').length - 1).toBe(40 * round);
  }
  expect(client.isCutOff()).toBe(false);
});
