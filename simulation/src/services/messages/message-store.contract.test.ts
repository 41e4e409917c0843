import { messageStoreSuite } from '@cartwright/messaging/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { Monitor } from '../monitor.ts';
import { createMemoryMessageStore } from './memory-message-store.ts';
import { MemoryMessages } from './memory-messages.ts';

describe('the message store in the simulation', () => {
  messageStoreSuite(() => {
    const { world, database, connection } = openMemory();
    const messages = new MemoryMessages('contract', database);
    return Promise.resolve({
      store: createMemoryMessageStore(messages, new Monitor(world.history)),
      transaction: (work) => connection.transaction(work),
      statements: connection.statements,
      outbox: () => Promise.resolve([...messages.outbox.committed.values()].sort((a, b) => a.seq - b.seq)),
      parked: () => Promise.resolve([...messages.parked.committed.values()]),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
