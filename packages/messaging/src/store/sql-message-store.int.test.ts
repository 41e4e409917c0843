import { createTestDatabase, openPoolDatabase } from '@cartwright/testing';
import { describe } from 'vitest';
import { messageStoreSuite } from '../../test/message-store.suite.ts';
import type { OutboxRow, ParkedRow } from './message-store.ts';
import { sqlMessageStore } from './sql-message-store.ts';

describe('the message store in PostgreSQL', () => {
  messageStoreSuite(async () => {
    const resources = new AsyncDisposableStack();
    const { url } = resources.use(await createTestDatabase('messaging'));
    const database = resources.use(openPoolDatabase(url));
    return {
      store: sqlMessageStore,
      transaction: (work) => database.transaction(work),
      statements: database.statements,
      outbox: () => database.$queryRawUnsafe<OutboxRow[]>('SELECT * FROM messaging.outbox ORDER BY seq'),
      parked: () => database.$queryRawUnsafe<ParkedRow[]>('SELECT * FROM messaging.parked_messages'),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  });
});
