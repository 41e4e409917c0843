import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectTo } from '../test/connect-to.ts';
import { createHttpApp } from './http-app.ts';

it('answers chunks of HTTP/1.0, and nothing that follows them', async () => {
  const app = createHttpApp(pino({ level: 'silent' }));
  app.post('/things', ({ body }) => ({ body }));
  app.get('/hidden', () => ({ hidden: true }));
  const { socket, answer } = await connectTo(app);
  const head = 'connection: keep-alive\r\ncontent-type: application/json\r\ntransfer-encoding: chunked';
  const hidden = 'GET /hidden HTTP/1.0\r\nconnection: keep-alive\r\n\r\n';
  socket.write(`POST /things HTTP/1.0\r\n${head}\r\n\r\n2\r\n{}\r\n0\r\n\r\n${hidden}`);
  await expect.poll(() => socket.destroyed).toBe(true);
  expect(answer()).toContain('{"body":{}}');
  expect(answer()).not.toContain('hidden');
});

it('keeps a connection of HTTP/1.0 whose client asks for that', async () => {
  const app = createHttpApp(pino({ level: 'silent' }));
  app.get('/things', () => ({ done: true }));
  const { socket, answer } = await connectTo(app);
  socket.write('GET /things HTTP/1.0\r\nconnection: keep-alive\r\n\r\n');
  await expect.poll(answer).toContain('done');
  socket.write('GET /things HTTP/1.0\r\n\r\n');
  await expect.poll(() => socket.destroyed).toBe(true);
  expect(answer().match(/done/g)).toHaveLength(2);
});
