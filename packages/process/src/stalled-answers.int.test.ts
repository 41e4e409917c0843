import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createHttpApp } from './http-app.ts';
import { unreadBytes } from './unread-bytes.ts';

/** More than what the kernel holds for a connection. */
const bytes = 32 * 1024 * 1024;

const mediumBytes = 512 * 1024;

async function open({ stalledMs = 300 } = {}) {
  const timeouts = { headersMs: 200, requestMs: 400, stalledMs };
  const app = createHttpApp(pino({ level: 'silent' }), { timeouts });
  app.get('/large', () => 'a'.repeat(bytes));
  app.get('/medium', () => 'a'.repeat(mediumBytes));
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const port = (app.server.address() as AddressInfo).port;
  const newSocket = async () => {
    const opened = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    onTestFinished(() => void opened.destroy());
    await once(opened, 'connect');
    return opened;
  };
  const socket = await newSocket();
  const connections = () =>
    new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count)));
  return { app, socket, newSocket, connections };
}

const request = 'GET /large HTTP/1.1\r\nhost: a\r\n\r\n';

it.each([
  ['keeps its side open', false],
  ['has ended its side', true],
])('cuts off a client that reads nothing of its answer and %s', async (_what, ends) => {
  const { socket, connections } = await open();
  socket.pause().write(request);
  if (ends) socket.end();
  await expect.poll(connections).toBe(1);
  await expect.poll(connections, { timeout: 20_000 }).toBe(0);
});

it('cuts off a client at once that has answer after answer wait', async () => {
  const { socket, connections } = await open({ stalledMs: 60_000 });
  socket.pause().write('GET /medium HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(50));
  await expect.poll(connections).toBe(1);
  await expect.poll(connections, { timeout: 20_000 }).toBe(0);
});

it('cuts off at once those with most waiting, where all together have more wait than may', async () => {
  const { newSocket, connections } = await open({ stalledMs: 60_000 });
  const most = 8;
  for (let at = 0; at < most; at += 1) (await newSocket()).pause().write(request);
  await expect.poll(connections, { timeout: 20_000 }).toBeLessThan(most);
  expect(await connections()).toBeGreaterThan(1);
});

it('answers a client that reads, however much it asks for at once', async () => {
  const { socket } = await open();
  let read = 0;
  const { promise: all, resolve } = Promise.withResolvers<undefined>();
  socket.on('data', (part: Buffer) => {
    read += part.length;
    if (read > 8 * mediumBytes) resolve(undefined);
  });
  socket.write('GET /medium HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(8));
  await all;
});

it('answers a client in full that has ended its side and reads', async () => {
  const { socket } = await open();
  let read = 0;
  socket.on('data', (part: Buffer) => (read += part.length));
  socket.end(request);
  await once(socket, 'end');
  expect(read).toBeGreaterThan(bytes);
});

it('counts what waits on connections, and not what is answered without one, which nothing would ever end', async () => {
  const watch = vi.spyOn(unreadBytes, 'watch');
  onTestFinished(() => watch.mockRestore());
  const { app, newSocket } = await open();
  await app.inject('/medium');
  expect(watch).not.toHaveBeenCalled();
  const socket = await newSocket(); // now: a connection that has asked for nothing is ended soon
  socket.resume().write('GET /medium HTTP/1.1\r\nhost: a\r\n\r\n');
  await expect.poll(() => watch.mock.calls.length).toBe(1);
});
