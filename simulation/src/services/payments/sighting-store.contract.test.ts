import { sightingStoreSuite } from '@cartwright/payments/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { transactionOf } from '../../database/database.ts';
import { MemoryPayments } from './memory-payments.ts';
import { memorySightings } from './memory-sightings.ts';

describe('sightings in the simulation', () => {
  sightingStoreSuite(() => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryPayments(database);
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(memorySightings(tables, transactionOf(tx)))),
      newId: world.newId,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
