import { EventQueue } from '@cartwright/graph';
import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { writtenResult, type WrittenResult } from '../pipeline/written-result.ts';
import { multipartStream } from './multipart-stream.ts';
import { serverSentEvents } from './server-sent-events.ts';
import { StreamBody } from './stream-body.ts';

const maxWaitingBytes = 100_000;
const eventBytes = 10_000;
const padded = (bytes: number) => writtenResult({ data: JSON.stringify({ padding: 'x'.repeat(bytes) }) });
const event = padded(eventBytes);

function open() {
  const onReturn = vi.fn();
  const onTooSlow = vi.fn();
  const events = new EventQueue<WrittenResult>({ onReturn });
  const body = new StreamBody(events, { format: serverSentEvents, maxWaitingBytes, onTooSlow });
  return { events, body, onReturn, onTooSlow };
}

/** Resolves once what was pushed has been handled. */
const handled = (): Promise<void> => setImmediate();

it('is destroyed, and releases its source, when nobody reads it', async () => {
  const { events, body, onReturn, onTooSlow } = open();
  let mostBytes = 0;
  for (let count = 0; count < 100; count += 1) {
    events.push(event);
    await handled();
    mostBytes = Math.max(mostBytes, body.readableLength);
  }
  expect(body.destroyed).toBe(true);
  expect(onReturn).toHaveBeenCalledOnce();
  expect(onTooSlow).toHaveBeenCalledOnce();
  expect(mostBytes).toBeGreaterThan(maxWaitingBytes);
  expect(mostBytes).toBeLessThan(maxWaitingBytes + 2 * eventBytes);
});

it('carries any number of events to who reads them', async () => {
  const { events, body, onTooSlow } = open();
  const text = body.setEncoding('utf8').toArray();
  for (let count = 0; count < 100; count += 1) {
    events.push(event);
    await handled();
  }
  events.end();
  expect((await text).join('').length).toBeGreaterThan(100 * eventBytes);
  expect(onTooSlow).not.toHaveBeenCalled();
});

it('carries a single event that is larger than what may wait', async () => {
  const { events, body } = open();
  events.push(padded(3 * maxWaitingBytes));
  events.end();
  await handled();
  const text = (await body.setEncoding('utf8').toArray()).join('');
  expect(text.length).toBeGreaterThan(3 * maxWaitingBytes);
  expect(text).toContain('event: complete');
});

it('sends heartbeats while nothing waits, and none behind what nobody reads', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { heartbeatMs, heartbeat, preamble } = serverSentEvents;
  const { body } = open();
  body.setEncoding('utf8');
  expect(body.read()).toBe(preamble);
  vi.advanceTimersByTime(3 * heartbeatMs);
  expect(body.read()).toBe(heartbeat);
  body.destroy();
  await handled();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('sends the first part of a multipart response together with the boundaries around it, and none alone', async () => {
  const events = new EventQueue<WrittenResult>();
  const body = new StreamBody(events, { format: multipartStream, maxWaitingBytes, onTooSlow: vi.fn() });
  body.setEncoding('utf8');
  await handled();
  expect(body.read()).toBeNull();
  const part = 'content-type: application/json\r\n\r\n{"payload":{"data":{}}}\r\n--graphql\r\n';
  for (const expected of [`\r\n--graphql\r\n${part}`, part]) {
    events.push(writtenResult({ data: '{}' }));
    await handled();
    expect(body.read()).toBe(expected);
  }
  events.end();
  await handled();
  expect(body.read()).toBe('content-type: application/json\r\n\r\n{}\r\n--graphql--\r\n');
});
