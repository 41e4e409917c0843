import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { NatsSession } from '../nats/nats-link.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import { tell } from './tell.ts';

it('loses what NATS does not take, and goes on', () => {
  const published: string[] = [];
  const connection = {
    isClosed: () => false,
    isDraining: () => false,
    publish: (subject: string) => {
      if (subject.endsWith('too-large.v1')) throw new Error('payload above max_payload');
      published.push(subject);
    },
  };
  const logged: unknown[] = [];
  const teller = {
    session: { connection } as unknown as NatsSession,
    domain: 'orders' as const,
    logger: pino({ base: null }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
  };
  const messages = ['a.too-large.v1', 'a.small.v1'].map((type) => ({ type, data: {} }) as StoredMessage);
  tell(teller, messages);
  expect(published).toEqual(['told.orders.a.small.v1']);
  expect(logged).toMatchObject([{ type: 'a.too-large.v1', reason: 'payload above max_payload' }]);
});
