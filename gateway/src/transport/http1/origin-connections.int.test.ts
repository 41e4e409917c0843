import { expect, it } from 'vitest';
import { answerOf, startOrigin, startServer, type Got } from '../../testing/start-origin.ts';
import type { OriginOptions } from '../connection-pool.ts';
import { Exchange } from './exchange.ts';
import { OriginConnection } from './origin-connection.ts';
import { OriginConnections } from './origin-connections.ts';

const open = (url: URL, options: OriginOptions) => new OriginConnections(url, options);

it('uses the connection again that was used last', async () => {
  await using to = await startOrigin(open);
  for (const [index, body] of ['a', 'b', 'c'].entries()) {
    const asked = to.ask(body);
    const { socket, connection } = (await to.requests(index + 1))[index] as Got;
    expect(connection).toBe(1);
    socket.write(answerOf(body));
    await asked;
  }
});

it('does not use a connection that its server is about to close', async () => {
  await using to = await startOrigin(open);
  const first = to.ask('a');
  const [{ socket }] = (await to.requests(1)) as [Got];
  socket.write(answerOf('1', 'keep-alive: timeout=2\r\n'));
  await first;
  const second = to.ask('b');
  const [, other] = (await to.requests(2)) as [Got, Got];
  expect(other.connection).toBe(2);
  other.socket.write(answerOf('2'));
  await second;
});

it('sends nothing of a request that is given up while it waits, or has been before', async () => {
  await using to = await startOrigin(open, { maxConnections: 1 });
  const first = to.ask('a');
  const [{ socket }] = (await to.requests(1)) as [Got];
  const gone = new AbortController();
  const given = to.ask('b', gone.signal).catch((error: unknown) => error);
  const last = to.ask('c');
  gone.abort(new Error('gone'));
  expect(await to.ask('d', gone.signal).catch((error: unknown) => error)).toMatchObject({ message: 'gone' });
  socket.write(answerOf('1'));
  expect(await first).toMatchObject({ body: '1' });
  expect(await given).toMatchObject({ message: 'gone' });
  const next = (await to.requests(2))[1] as Got;
  expect(next.text).toMatch(/c$/);
  next.socket.write(answerOf('3'));
  await last;
});

it.each([2, 3])('sends nothing of what is given up together, of %i that share a signal', async (count) => {
  await using to = await startOrigin(open, { maxConnections: 1 });
  const gone = new AbortController();
  const given = Array.from({ length: count }, (_, index) =>
    to.ask(`given up ${index}`, gone.signal).catch((error: unknown) => error),
  );
  await to.requests(1);
  gone.abort(new Error('gone'));
  expect(await Promise.all(given)).toEqual(given.map(() => new Error('gone')));
  const last = to.ask('last');
  const next = (await to.requests(2))[1] as Got;
  expect(next.text).toMatch(/last$/);
  next.socket.write(answerOf('2'));
  await last;
});

it.each(['', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nstray'])(
  'gives back what it has not sent when its connection ends or is sent %j meanwhile',
  async (stray) => {
    const { url, got, sockets, stop } = await startServer();
    const freed = Promise.withResolvers<undefined>();
    const closed = Promise.withResolvers<Exchange | undefined>();
    const exchangeOf = (bytes: string) => new Exchange({ bytes, signal: null, maxBodyBytes: 100 });
    const first = exchangeOf('first');
    const connection = new OriginConnection(
      first,
      { host: url.hostname, port: Number(url.port), connectTimeoutMs: 1_000, timeoutMs: 1_000 },
      { free: () => freed.resolve(undefined), closed: (_connection, unsent) => closed.resolve(unsent) },
    );
    await expect.poll(() => got.length).toBe(1);
    sockets[0]?.write(answerOf('1'));
    expect(await first.answer).toMatchObject({ body: '1' });
    await freed.promise;
    const second = exchangeOf('second');
    connection.take(second);
    if (stray === '') sockets[0]?.end();
    else sockets[0]?.write(stray);
    expect(await closed.promise).toBe(second);
    connection.send();
    await stop();
    expect(got.map(({ text }) => text)).toEqual(['first']);
  },
);
