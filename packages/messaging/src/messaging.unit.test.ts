import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createMessaging, onMessage } from './mod.ts';
import { doWork } from '../test/contracts.ts';

const handler = onMessage(doWork, () => Promise.resolve([]));
const options = {
  domain: 'products',
  database: {} as never,
  databaseUrl: 'postgresql://nowhere',
  natsUrl: 'nats://nowhere',
  logger: pino({ level: 'silent' }),
  publishes: [],
} as const;

describe('createMessaging', () => {
  it('refuses two handlers of one message', () => {
    expect(() => createMessaging({ ...options, consumes: [handler, handler] })).toThrow(
      'jobs.do-work.v1 has two handlers',
    );
  });

  it('refuses a misspelt failpoint', () => {
    expect(() => createMessaging({ ...options, consumes: [], failpoint: 'after-commmit@a.b.v1' })).toThrow(
      /is not </,
    );
  });

  it('runs nothing before it is started', () => {
    const messaging = createMessaging({ ...options, consumes: [handler] });
    expect(messaging.health()).toEqual({
      nats: 'down',
      relay: 'down',
      consumers: { 'products-orders-jobs': 'waiting', 'products-orders-messaging': 'waiting' },
    });
  });
});
