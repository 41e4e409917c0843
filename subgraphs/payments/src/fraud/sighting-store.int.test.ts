import { v7 as uuidv7 } from 'uuid';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { sightingsWithin } from './door.ts';
import { sightingStoreSuite } from './sighting-store.suite.ts';

describe('sightings in PostgreSQL', () => {
  sightingStoreSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      transaction: (work) => database.transaction((tx) => work(sightingsWithin(tx))),
      newId: uuidv7,
      [Symbol.asyncDispose]: dispose,
    };
  });
});
