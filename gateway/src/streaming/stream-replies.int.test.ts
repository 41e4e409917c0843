import { EventQueue } from '@cartwright/graph';
import { createHttpApp, createLogger } from '@cartwright/process';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { writtenResult, type WrittenResult } from '../pipeline/written-result.ts';
import { eventually } from '../testing/eventually.ts';
import { openStalledReader } from '../testing/open-stalled-reader.ts';
import { serverSentEvents } from './server-sent-events.ts';
import { StreamReplies } from './stream-replies.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const format = { ...serverSentEvents, heartbeatMs: 50 };
const stalledAfterMs = 400;

/** Serves a stream to whoever asks; how many bytes wait is not limited. */
async function startServer() {
  const streams = new StreamReplies({
    logger,
    limits: { maxWaitingBytes: Infinity, stalledAfterMs },
  });
  const app = createHttpApp(logger);
  const open = new Map<EventQueue<WrittenResult>, ServerResponse>();
  app.post('/', (_request, reply) => {
    const stream = new EventQueue<WrittenResult>({ onReturn: () => open.delete(stream) });
    open.set(stream, reply.raw);
    return streams.send(reply, { format, stream });
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, open, [Symbol.asyncDispose]: () => app.close() };
}

it('cuts off a client that takes nothing for a while, and keeps one that only gets heartbeats', async () => {
  await using server = await startServer();
  const leaving = new AbortController();
  const reading = fetch(server.url, { method: 'POST', signal: leaving.signal });
  await eventually(() => server.open.size).toBe(1);
  const [idle] = server.open.keys();
  using stalled = await openStalledReader(server.url, {}, {});
  const [, [events, response] = []] = server.open;
  const large = writtenResult({ data: JSON.stringify({ padding: 'x'.repeat(256 * 1024) }) });
  while (response?.writableNeedDrain === false) {
    events?.push(large);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => [...server.open.keys()]).toEqual([idle]);
  expect(await stalled.readOn()).not.toContain('event: complete');
  leaving.abort();
  await (await reading).text().catch(() => undefined);
  await eventually(() => server.open.size).toBe(0);
});
