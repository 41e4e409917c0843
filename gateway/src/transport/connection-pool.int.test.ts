import { describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { answerOf, startOrigin, startServer, type Got } from '../testing/start-origin.ts';
import { connectionFailure } from './connection-failure.ts';
import type { ConnectionPool, OriginOptions } from './connection-pool.ts';
import { OriginConnections } from './http1/origin-connections.ts';
import { UndiciConnections } from './undici-connections.ts';

const pools: Readonly<Record<string, (url: URL, options: OriginOptions) => ConnectionPool>> = {
  'our own': (url, options) => new OriginConnections(url, options),
  'of undici': (url, options) => new UndiciConnections(url, options),
};

describe.each(Object.entries(pools))('connections %s', (_name, open) => {
  const start = (options: Partial<OriginOptions> = {}) => startOrigin(open, options);
  const failureOf = (asked: Promise<unknown>) => asked.then(() => 'none', connectionFailure);

  it('sends what is asked and gives what is answered', async () => {
    await using to = await start();
    for (const [index, body] of ['a', 'b', 'c'].entries()) {
      const asked = to.ask(body);
      const { socket, text } = (await to.requests(index + 1))[index] as Got;
      expect(text).toMatch(/^POST \/graphql HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
      expect(text).toMatch(/\r\nx-a: b\r\n(?:.*\r\n)*\r\n/);
      socket.write(answerOf(body));
      expect(await asked).toMatchObject({ status: 200, body });
    }
  });

  it('has one request at a time on a connection, and others wait in their order', async () => {
    await using to = await start();
    const asked = ['a', 'b', 'c', 'd'].map((body) => to.ask(body));
    const [first, second] = (await to.requests(2)) as [Got, Got];
    expect(new Set([first.connection, second.connection])).toEqual(new Set([1, 2]));
    second.socket.write(answerOf('2'));
    const third = (await to.requests(3))[2] as Got;
    expect(third).toMatchObject({
      connection: second.connection,
      text: expect.stringMatching(/c$/) as string,
    });
    first.socket.write(answerOf('1'));
    const fourth = (await to.requests(4))[3] as Got;
    expect(fourth).toMatchObject({
      connection: first.connection,
      text: expect.stringMatching(/d$/) as string,
    });
    third.socket.write(answerOf('3'));
    fourth.socket.write(answerOf('4'));
    const bodies = (await Promise.all(asked)).map(({ body }) => body);
    expect(bodies.toSorted()).toEqual(['1', '2', '3', '4']);
    expect(bodies.slice(2)).toEqual(['3', '4']);
  });

  it('opens another connection once the server closes one', async () => {
    await using to = await start();
    const first = to.ask('a');
    const [{ socket }] = (await to.requests(1)) as [Got];
    socket.write(answerOf('1', 'connection: close\r\n'));
    expect(await first).toMatchObject({ body: '1' });
    const second = to.ask('b');
    const [, other] = (await to.requests(2)) as [Got, Got];
    expect(other.connection).toBe(2);
    other.socket.write(answerOf('2'));
    await second;
    other.socket.end();
    await eventually(() => other.socket.closed).toBe(true); // which it is once the other side has ended, too
    const third = to.ask('c');
    const last = (await to.requests(3))[2] as Got;
    expect(last.connection).toBe(3);
    last.socket.write(answerOf('3'));
    expect(await third).toMatchObject({ body: '3' });
  });

  it('uses no connection again over which something came that was not asked for', async () => {
    await using to = await start();
    const first = to.ask('a');
    const [{ socket }] = (await to.requests(1)) as [Got];
    socket.write(answerOf('1') + answerOf('stray'));
    await first;
    const second = to.ask('b');
    const [, other] = (await to.requests(2)) as [Got, Got];
    expect(other.connection).toBe(2);
    other.socket.write(answerOf('2'));
    expect(await second).toMatchObject({ body: '2' });
  });

  it('has sent nothing where nobody listens', async () => {
    const { url, stop } = await startServer();
    await stop();
    const pool = open(url, { connectTimeoutMs: 1_000, timeoutMs: 1_000, maxConnections: 1 });
    const asked = [1, 2].map(() =>
      failureOf(pool.send({ method: 'POST', path: '/', headers: [], body: 'a' }, null)),
    );
    expect(await Promise.all(asked)).toEqual(['never-sent', 'never-sent']);
    await pool.close();
  });

  it.each([
    ['nothing', ''],
    ['a part of a head', 'HTTP/1.1 200 OK\r\ncont'],
    ['a part of a body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'],
    ['a part of a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nf\r\n12345'],
  ])('is lost when the server goes after %s', async (_name, sent) => {
    await using to = await start();
    for (const [index, go] of ['end', 'resetAndDestroy'].entries()) {
      const asked = failureOf(to.ask('a'));
      const { socket } = (await to.requests(index + 1))[index] as Got;
      const leave = () => (go === 'end' ? socket.end() : socket.resetAndDestroy());
      if (sent === '') leave();
      else socket.write(sent, leave);
      expect(await asked).toBe('lost');
    }
  });

  it('takes the end of the connection for that of an answer which says no other', async () => {
    await using to = await start();
    const asked = to.ask('a');
    const [{ socket }] = (await to.requests(1)) as [Got];
    socket.end('HTTP/1.1 200 OK\r\n\r\n12345');
    expect(await asked).toMatchObject({ body: '12345' });
  });

  it('closes a connection over which no answer came that can be read', async () => {
    await using to = await start();
    const asked = failureOf(to.ask('a'));
    const [{ socket }] = (await to.requests(1)) as [Got];
    socket.write('220 smtp.example.com ESMTP\r\n\r\n');
    expect(await asked).toBe('other');
    await eventually(() => socket.destroyed).toBe(true);
  });

  it.each([
    ['begin', ''],
    ['go on', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'],
  ])('gives up an answer that does not %s in time', async (_name, sent) => {
    await using to = await start({ timeoutMs: 100 });
    const asked = failureOf(to.ask('a'));
    const [{ socket }] = (await to.requests(1)) as [Got];
    socket.write(sent);
    expect(await asked).toBe('timeout');
    await eventually(() => socket.destroyed).toBe(true);
  });

  it('closes the connection of a request that is given up, and that one alone', async () => {
    await using to = await start();
    const gone = new AbortController();
    const given = to.ask('a', gone.signal).catch((error: unknown) => error);
    const other = to.ask('b');
    const got = await to.requests(2);
    const [a, b] = ['a', 'b'].map((body) => got.find(({ text }) => text.endsWith(body))) as [Got, Got];
    gone.abort(new Error('gone'));
    expect(await given).toMatchObject({ message: 'gone' });
    await eventually(() => a.socket.destroyed).toBe(true);
    b.socket.write(answerOf('2'));
    expect(await other).toMatchObject({ body: '2' });
  });

  it('gives up what is under way and what waits when it is closed, and takes no more', async () => {
    await using to = await start({ maxConnections: 1 });
    const asked = ['a', 'b'].map((body) => failureOf(to.ask(body)));
    await to.requests(1);
    await to.pool.close();
    expect(await Promise.all(asked)).toEqual(['lost', 'lost']);
    expect(await failureOf(to.ask('c'))).toBe('lost');
  });
});
