import { createHttpApp, createLogger } from '@cartwright/process';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { serveImports } from './serve-imports.ts';

const file = 'Email\none@example.com\n';

/** Takes a file of whoever has the token `good`, within the time that requests are given. */
async function serve(requestMs = 10_000) {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const app = createHttpApp(logger, { timeouts: { headersMs: 201, requestMs } });
  serveImports(app, {
    ...{ path: '/imports', mostBytes: 1_000_000, mutation: 'customerImportCreate' },
    expect: (token) => Promise.resolve(token === 'good' ? { byteSize: file.length } : 'not-expected'),
    receive: ({ bytes }) => Promise.resolve(bytes.length === file.length ? 'received' : 'wrong-length'),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/imports?token=good`;
  const headers = { 'content-type': 'text/csv' };

  /** Begins to send a file, of which the rest never comes. */
  const begin = (token: string, length = file.length): Socket => {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(
      `PUT /imports?token=${token} HTTP/1.1\r\nhost: a\r\ncontent-type: text/csv\r\ncontent-length: ${length}\r\n\r\nE`,
    );
    return socket;
  };

  /** How a whole file is answered. */
  const send = async () => (await fetch(address, { method: 'PUT', headers, body: file })).status;

  return { begin, send };
}

const answerOf = async (socket: Socket) => String(((await once(socket, 'data')) as [Buffer])[0]).slice(9, 12);

it('gives no place to who has no address, however long they hold on', async () => {
  const { begin, send } = await serve();
  const held = ['bad', 'worse', '', 'good%00'].map((token) => begin(token));
  expect(await Promise.all(held.map(answerOf))).toEqual(['403', '403', '403', '403']);
  expect(await send()).toBe(201);
});

it('gives none to a file of another length than was said', async () => {
  const { begin, send } = await serve();
  const held = [file.length - 1, file.length + 1, 900_000].map((length) => begin('good', length));
  expect(await Promise.all(held.map(answerOf))).toEqual(['400', '400', '400']);
  expect(await send()).toBe(201);
});

it('ends a file that does not come to its end, and gives its place away', async () => {
  const { begin, send } = await serve(2_001);
  const held = [begin('good'), begin('good')];
  const answers = held.map(answerOf);
  await expect.poll(send).toBe(503);
  expect(await Promise.all(answers)).toEqual(['408', '408']);
  await expect.poll(send).toBe(201);
});
