import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Follower } from './follow.ts';
import type { NatsLink, NatsSession } from '../nats/nats-link.ts';
import { workAsked, workDone } from '../../test/contracts.ts';

const natsNow = new Date('2020-01-01T00:00:00.000Z');

/** A session that ends at once, and notes from where its consumer was asked to start. */
function sessionNoting(starts: (string | undefined)[]): NatsSession {
  const messages = { close: () => undefined, [Symbol.asyncIterator]: () => [][Symbol.iterator]() };
  const consumer = {
    info: () => Promise.resolve({ created: natsNow.toISOString() }),
    consume: () => Promise.resolve(messages),
  };
  const get = (_stream: string, { opt_start_time }: { opt_start_time?: string }) => {
    starts.push(opt_start_time);
    return Promise.resolve(consumer);
  };
  return { jetStream: { consumers: { get } }, ended: new AbortController().signal } as unknown as NatsSession;
}

describe('a follower', () => {
  it('continues by the clock of NATS, whatever its own clock says', async () => {
    const starts: (string | undefined)[] = [];
    const stopping = new AbortController();
    const session = () => {
      if (starts.length === 2) stopping.abort();
      return Promise.resolve(stopping.signal.aborted ? undefined : sessionNoting(starts));
    };
    const link = { session } as unknown as NatsLink;
    const options = {
      contract: workDone,
      link,
      logger: pino({ level: 'silent' }),
      onReceived: () => undefined,
    };
    await new Follower(options).run(stopping.signal);
    expect(starts).toEqual([undefined, natsNow.toISOString()]);
  });

  it('does not wait for what no stream has', () => {
    const options = {
      contract: workAsked,
      link: { session: () => Promise.resolve(undefined) } as unknown as NatsLink,
      logger: pino({ level: 'silent' }),
      onReceived: () => undefined,
    };
    expect(() => new Follower(options)).toThrow(/not published, but told/);
  });
});
