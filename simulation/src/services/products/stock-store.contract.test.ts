import type { StockLine, StockStore } from '@cartwright/products';
import { stockBackordersSuite, stockBundlesSuite, stockStoreSuite } from '@cartwright/products/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { missingOf, waitingLines } from './memory-backorders.ts';
import { MemoryStock } from './memory-stock.ts';
import { memoryStockWithin } from './memory-stock-store.ts';

describe('the stock store in the simulation', () => {
  const open = () => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryStock(database);
    const within = memoryStockWithin(tables, world.now);
    let variants = 0;
    return Promise.resolve({
      transaction: <R>(work: (stock: StockStore) => Promise<R>) =>
        connection.transaction((tx) => work(within(tx))),
      receive: (pieces: number, backorderLimit?: number) => {
        variants += 1;
        const variantId = `variant ${variants}`;
        tables.receive(variantId, pieces, backorderLimit);
        return Promise.resolve(variantId);
      },
      bundle: (parts: readonly StockLine[]) => {
        tables.bundle('bundle', parts);
        return Promise.resolve('bundle');
      },
      levelsOf: (variantId: string) => Promise.resolve(tables.stock.committed.get(variantId)),
      waiting: (variantId: string) => {
        const row = tables.stock.committed.get(variantId);
        const lines = tables.backorders.committed.get(variantId) ?? [];
        return Promise.resolve(row === undefined ? [] : waitingLines(lines, missingOf(row)));
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
  stockStoreSuite(open);
  stockBundlesSuite(open);
  stockBackordersSuite(open);
});
