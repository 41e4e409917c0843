import type { StockLine, StockStore } from '@cartwright/products';
import { stockBundlesSuite, stockStoreSuite } from '@cartwright/products/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryStock, memoryStockWithin } from './memory-stock.ts';

describe('the stock store in the simulation', () => {
  const open = () => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryStock(database);
    const within = memoryStockWithin(tables, world.now);
    let variants = 0;
    return Promise.resolve({
      transaction: <R>(work: (stock: StockStore) => Promise<R>) =>
        connection.transaction((tx) => work(within(tx))),
      receive: (pieces: number) => {
        variants += 1;
        const variantId = `variant ${variants}`;
        tables.receive(variantId, pieces);
        return Promise.resolve(variantId);
      },
      bundle: (parts: readonly StockLine[]) => {
        tables.bundle('bundle', parts);
        return Promise.resolve('bundle');
      },
      levelsOf: (variantId: string) => Promise.resolve(tables.stock.committed.get(variantId)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
  stockStoreSuite(open);
  stockBundlesSuite(open);
});
