import { orderOutcomesSuite } from '@cartwright/carts/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryCarts, memoryStores } from './memory-carts.ts';

describe('outcomes of orders in the simulation', () => {
  orderOutcomesSuite(() => {
    const { database, connection } = openMemory();
    const within = memoryStores(new MemoryCarts(database));
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(within(tx).outcomes)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
