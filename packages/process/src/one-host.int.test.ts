import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpApp } from './http-app.ts';

it('refuses a request that names two hosts, and answers nothing that follows it', async () => {
  const app = createHttpApp(pino({ level: 'silent' }));
  app.get('/things', () => ({ done: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const request = 'GET /things HTTP/1.1\r\nHost: a\r\n';
  socket.write(`${request}\r\n${request}host: b\r\n\r\n${request}\r\n`);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'close');
  const statuses = [
    ...Buffer.concat(parts)
      .toString()
      .matchAll(/HTTP\/1.1 (\d+)/g),
  ].map(([, status]) => status);
  expect(statuses).toEqual(['200', '400']);
});
