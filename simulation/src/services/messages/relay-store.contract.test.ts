import { relayStoreSuite } from '@cartwright/messaging/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { Monitor } from '../monitor.ts';
import { createMemoryMessageStore } from './memory-message-store.ts';
import { MemoryMessages } from './memory-messages.ts';
import { createMemoryRelayStore } from './memory-relay-store.ts';

const message = { type: 'jobs.do-work.v1', subject: 'jobs', key: 'one', envelope: {}, traceparent: null };

describe('the relay store in the simulation', () => {
  relayStoreSuite(() => {
    const { world, database, connection } = openMemory();
    const messages = new MemoryMessages('contract', database);
    const store = createMemoryMessageStore(messages, new Monitor(world.history));
    return Promise.resolve({
      relay: createMemoryRelayStore(messages, new Process('contract', world)),
      send: async (ids) => {
        for (const id of ids)
          await connection.transaction((tx) => store.write(tx, [{ ...message, id, business_id: id }], []));
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
