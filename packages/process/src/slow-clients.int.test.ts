import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectTo } from '../test/connect-to.ts';
import { createHttpApp } from './http-app.ts';

/** Not a multiple of anything: Node takes whole milliseconds alone. */
const timeouts = { headersMs: 201, requestMs: 400 };

/** What a client is told that sends this and then no more. */
async function answerTo(sent: string): Promise<string> {
  const app = createHttpApp(pino({ level: 'silent' }), { timeouts });
  app.post('/things', () => ({ done: true }));
  const { socket, answer } = await connectTo(app);
  socket.write(sent);
  await once(socket, 'close');
  return answer();
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
