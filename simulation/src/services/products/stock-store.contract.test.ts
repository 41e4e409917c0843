import { stockStoreSuite } from '@cartwright/products/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryStock, memoryStockWithin } from './memory-stock.ts';

describe('the stock store in the simulation', () => {
  stockStoreSuite(() => {
    const { database, connection } = openMemory();
    const tables = new MemoryStock(database);
    const within = memoryStockWithin(tables);
    let variants = 0;
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(within(tx))),
      receive: (pieces) => {
        variants += 1;
        const variantId = `variant ${variants}`;
        tables.receive(variantId, pieces);
        return Promise.resolve(variantId);
      },
      levelsOf: (variantId) => Promise.resolve(tables.stock.committed.get(variantId)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
