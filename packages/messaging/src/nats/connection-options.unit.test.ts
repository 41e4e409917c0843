import { describe, expect, it } from 'vitest';
import { connectionOptions } from './connection-options.ts';

describe('the URL of NATS', () => {
  it('carries a login, escaped where needed', () => {
    expect(connectionOptions('nats://orders:p%40ss@127.0.0.1:4222')).toMatchObject({
      servers: ['127.0.0.1:4222'],
      user: 'orders',
      pass: 'p@ss',
      inboxPrefix: '_INBOX_orders',
      reconnect: false,
    });
  });

  it('may name several servers', () => {
    const options = connectionOptions('nats://a:b@one:4222, nats://two:4222');
    expect(options).toMatchObject({ servers: ['one:4222', 'two:4222'], user: 'a' });
  });

  it('needs no login', () => {
    expect(connectionOptions('nats://localhost:4222')).not.toHaveProperty('user');
  });
});
