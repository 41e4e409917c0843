import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectTo } from '../test/connect-to.ts';
import { createHttpApp } from './http-app.ts';

it('refuses a request that names two hosts, and answers nothing that follows it', async () => {
  const app = createHttpApp(pino({ level: 'silent' }));
  app.get('/things', () => ({ done: true }));
  const { socket, answer } = await connectTo(app);
  const request = 'GET /things HTTP/1.1\r\nHost: a\r\n';
  socket.write(`${request}\r\n${request}host: b\r\n\r\n${request}\r\n`);
  await once(socket, 'close');
  const statuses = [...answer().matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status);
  expect(statuses).toEqual(['200', '400']);
});
