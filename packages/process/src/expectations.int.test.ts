import { graphqlError } from '@cartwright/errors';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectTo } from '../test/connect-to.ts';
import { createHttpApp } from './http-app.ts';

/** Sends this and then what is said later; `answer` is all that came back. */
async function open(sent: string) {
  const app = createHttpApp(pino({ level: 'silent' }), { bodyLimitBytes: 1_000 });
  app.addHook('onRequest', (request, _reply, done) =>
    done(request.url === '/closed' ? graphqlError('RATE_LIMITED', 'Later.') : undefined),
  );
  app.post('/things', ({ body }) => ({ body }));
  app.get('/things', () => ({ done: true }));
  const connection = await connectTo(app);
  connection.socket.write(sent);
  return connection;
}

const head = (path: string, length: number, version = '1.1') =>
  `POST ${path} HTTP/${version}\r\nhost: a\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`;

it('asks for a body that waits for that, and answers', async () => {
  const { socket, answer } = await open(head('/things', 2));
  await expect.poll(answer).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write('{}');
  await expect.poll(answer).toContain('200 OK');
  expect(answer()).toContain('{"body":{}}');
});

it.each([
  ['is not let in', '/closed', 2, 429],
  ['has too long a body', '/things', 1_001, 413],
])('asks for no body of a request that %s, and ends its connection', async (_what, path, length, status) => {
  const { socket, answer } = await open(head(path, length));
  await expect.poll(() => socket.destroyed).toBe(true);
  expect(answer()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

it('says nothing beforehand to a client of HTTP/1.0, which knows no such answer', async () => {
  const { answer } = await open(`${head('/things', 2, '1.0')}{}`);
  await expect.poll(answer).toMatch(/^HTTP\/1.1 200 OK/);
});

it('takes a request that expects something else for one like all others', async () => {
  const { answer } = await open('GET /things HTTP/1.1\r\nhost: a\r\nexpect: wonders\r\n\r\n');
  await expect.poll(answer).toContain('200 OK');
});
