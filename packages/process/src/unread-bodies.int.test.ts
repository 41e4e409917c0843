import { once } from 'node:events';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectTo } from '../test/connect-to.ts';
import { createHttpApp } from './http-app.ts';

async function open(): Promise<Socket> {
  const app = createHttpApp(pino({ level: 'silent' }), { bodyLimitBytes: 1_000 });
  app.get('/things', () => ({ done: true }));
  app.post('/things', () => ({ done: true }));
  const { socket } = await connectTo(app);
  return socket.on('error', () => undefined); // its end is what is looked at
}

/** Sends without end, until nobody takes it any more. */
function sendOn(socket: Socket): void {
  while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'a')));
  socket.once('drain', () => sendOn(socket));
}

const long = 'content-length: 100000000000\r\n\r\n';
const chunked = 'transfer-encoding: chunked\r\n\r\nFFFFFFFFF\r\n';

it.each([
  ['a GET is answered', 200, `GET /things HTTP/1.1\r\nhost: a\r\n${long}`],
  ['a GET is answered, whose length is not said', 200, `GET /things HTTP/1.1\r\nhost: a\r\n${chunked}`],
  ['its type is refused', 415, `POST /things HTTP/1.1\r\nhost: a\r\ncontent-type: text/x\r\n${long}`],
  [
    'it is found too long',
    413,
    `POST /things HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${long}`,
  ],
  ['there is nothing at its path', 404, `GET /nowhere HTTP/1.1\r\nhost: a\r\n${long}`],
  ['its path cannot be read', 400, `GET /things/% HTTP/1.1\r\nhost: a\r\n${long}`],
  ['a second host is refused', 400, `GET /things HTTP/1.1\r\nhost: a\r\nhost: b\r\n${long}`],
])('reads an endless body no further once %s', async (_when, status, head) => {
  const socket = await open();
  const answered = once(socket, 'data');
  socket.write(head);
  expect(String((await answered)[0])).toContain(`HTTP/1.1 ${status} `);
  sendOn(socket);
  await expect.poll(() => socket.destroyed, { timeout: 20_000 }).toBe(true);
});

it('reads a body that nobody asked for when it is short, and goes on', async () => {
  const socket = await open();
  socket.write('GET /things HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n');
  expect(String((await once(socket, 'data'))[0])).toContain('200 OK');
  socket.write(`${'a'.repeat(1_000)}GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n`);
  expect(String((await once(socket, 'data'))[0])).toContain('404 Not Found');
});
