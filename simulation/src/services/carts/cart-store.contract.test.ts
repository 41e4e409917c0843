import { cartStoreSuite } from '@cartwright/carts/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryCarts, memoryStores } from './memory-carts.ts';

describe('the store of carts in the simulation', () => {
  cartStoreSuite(() => {
    const { database, connection } = openMemory();
    const within = memoryStores(new MemoryCarts(database));
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(within(tx))),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
