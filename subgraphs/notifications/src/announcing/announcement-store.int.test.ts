import { bind } from '@cartwright/database';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';
import { announcementStoreSuite } from './announcement-store.suite.ts';
import { claimGuest, storeAnnounced } from './repository/announced.ts';

describe('the store of announcements in PostgreSQL', () => {
  announcementStoreSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      transaction: (work) => database.transaction((tx) => work(bind(tx, { storeAnnounced, claimGuest }))),
      stored: () => storedNotifications(database.statements),
      [Symbol.asyncDispose]: dispose,
    };
  });
});
