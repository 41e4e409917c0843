import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpApp } from './http-app.ts';

const timeouts = { headersMs: 200, requestMs: 400 };

/** What a client is told that sends this and then no more. */
async function answerTo(sent: string): Promise<string> {
  const app = createHttpApp(pino({ level: 'silent' }), { timeouts });
  app.post('/things', () => ({ done: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(sent);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'close');
  return Buffer.concat(parts).toString();
}

const head = 'POST /things HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

it.each([
  ['nothing', ''],
  ['a part of its headers', head],
  ['a part of its body', `${head}content-length: 1000\r\n\r\n{`],
  ['a part of a body of unknown length', `${head}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
])('cuts off a client that sends %s', async (_what, sent) => {
  const answer = await answerTo(sent);
  expect(answer).toContain('HTTP/1.1 408');
});
