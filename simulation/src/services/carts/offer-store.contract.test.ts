import { offerStoreSuite } from '@cartwright/carts/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryCarts, memoryStores } from './memory-carts.ts';

describe('the copy of the catalogue in the simulation', () => {
  offerStoreSuite(() => {
    const { database, connection } = openMemory();
    const within = memoryStores(new MemoryCarts(database));
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(within(tx).offers)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
