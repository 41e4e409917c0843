import { announcementStoreSuite } from '@cartwright/notifications/suites';
import { describe } from 'vitest';
import { transactionOf } from '../../database/database.ts';
import { openMemory } from '../../../test/open-memory.ts';
import { memoryAnnouncements, MemoryNotifications } from './memory-notifications.ts';

describe('the store of announcements in the simulation', () => {
  announcementStoreSuite(async () => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryNotifications(database);
    return Promise.resolve({
      transaction: (work) =>
        connection.transaction((tx) => work(memoryAnnouncements(tables, transactionOf(tx), world.now))),
      stored: () => Promise.resolve([...tables.notifications.committed.values()]),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
