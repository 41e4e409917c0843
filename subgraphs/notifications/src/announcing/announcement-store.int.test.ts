import { bind } from '@cartwright/database';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';
import { announcementStoreSuite } from './announcement-store.suite.ts';
import { claimGuest, claimOrder, storeAnnounced } from './repository/announced.ts';
import { findCustomers, findPictures, saveCustomers, savePictures } from './repository/readers.ts';

const storing = {
  storeAnnounced,
  claimGuest,
  claimOrder,
  saveCustomers,
  findCustomers,
  savePictures,
  findPictures,
};

describe('the store of announcements in PostgreSQL', () => {
  announcementStoreSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      transaction: (work) => database.transaction((tx) => work(bind(tx, storing))),
      stored: () => storedNotifications(database.statements),
      [Symbol.asyncDispose]: dispose,
    };
  });
});
