import { mailQueueSuite } from '@cartwright/notifications/suites';
import { describe } from 'vitest';
import { transactionOf } from '../../database/database.ts';
import { openMemory } from '../../../test/open-memory.ts';
import { memoryMailQueue, MemoryNotifications } from './memory-notifications.ts';

describe('the mail queue in the simulation', () => {
  mailQueueSuite(() => {
    const { world, database, connection, passSeconds } = openMemory();
    const tables = new MemoryNotifications(database);
    const { notifications } = tables;
    const mail = {
      type: 'CUSTOMER_WELCOME',
      channel: 'EMAIL',
      orderId: null,
      language: 'en',
      text: '',
      state: 'PENDING',
    } as const;
    return Promise.resolve({
      queue: memoryMailQueue(tables, connection, world.now),
      addDue: async (count) => {
        for (const id of Array.from({ length: count }, world.newId)) {
          const sending = { attempts: 0, nextAttemptAt: world.now(), lastError: null };
          notifications.apply(id, { ...mail, ...sending, id, businessId: id, userId: id });
        }
        return Promise.resolve();
      },
      stored: () => Promise.resolve([...notifications.committed.values()]),
      passSeconds,
      whileOneIsLocked: (work) =>
        connection.transaction(async (tx) => {
          const [id = ''] = notifications.committed.keys();
          await transactionOf(tx).lock(notifications, id);
          await work(id);
        }),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
