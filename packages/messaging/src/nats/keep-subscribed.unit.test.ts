import { EventEmitter, once } from 'node:events';
import type { MsgCallback, Msg } from '@nats-io/transport-node';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { keepSubscribed } from './keep-subscribed.ts';
import type { NatsLink } from './nats-link.ts';

/** A connection that answers each subscription in turn: with why it is refused, or with null. */
function linkAnswering(answers: (Error | null)[]) {
  const callbacks: MsgCallback<Msg>[] = [];
  const connection = {
    subscribe: (_subject: string, { callback }: { callback: MsgCallback<Msg> }) => {
      callbacks.push(callback);
      return { unsubscribe: () => undefined };
    },
    flush: () => {
      const refusal = answers.shift() ?? null;
      if (refusal) void callbacks.at(-1)?.(refusal, {} as Msg);
      return Promise.resolve();
    },
    isClosed: () => false,
  };
  const session = { connection, ended: new AbortController().signal };
  return { link: { session: () => Promise.resolve(session) } as unknown as NatsLink, callbacks };
}

it('tries again when NATS refuses a subscription, at first or later, and tells only of those that are taken', async () => {
  const { link, callbacks } = linkAnswering([new Error('permissions violation'), null, null]);
  const subscribed = new EventEmitter();
  const logged: string[] = [];
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => void logged.push(line) });
  const stopping = new AbortController();
  const attempts: number[] = [];
  const kept = {
    link,
    logger,
    subject: 'a',
    onMessage: () => undefined,
    onSubscribed: () => {
      attempts.push(callbacks.length);
      subscribed.emit('subscribed');
    },
  };
  const first = once(subscribed, 'subscribed');
  const running = keepSubscribed(kept, stopping.signal);
  await first;
  const second = once(subscribed, 'subscribed');
  void callbacks.at(-1)?.(new Error('permissions changed'), {} as Msg);
  await second;
  stopping.abort();
  await running;
  expect(attempts).toEqual([2, 3]);
  expect(logged.map((line) => (JSON.parse(line) as { reason?: string }).reason)).toEqual([
    'permissions violation',
    undefined, // it works again
    'permissions changed',
    undefined,
  ]);
});
