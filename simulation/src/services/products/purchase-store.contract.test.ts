import { purchaseStoreSuite } from '@cartwright/products/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { MemoryPurchases, memoryPurchasesWithin } from './memory-purchases.ts';

describe('the store of purchases in the simulation', () => {
  purchaseStoreSuite(() => {
    const { connection } = openMemory();
    const tables = new MemoryPurchases();
    const within = memoryPurchasesWithin(tables);
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(within(tx))),
      boughtBy: (customerId) => {
        const { purchases, claims } = tables;
        const theirs = [...purchases.committed.values()].filter(
          (row) => !row.isUndone && (claims.committed.get(row.customerId) ?? row.customerId) === customerId,
        );
        return Promise.resolve([...new Set(theirs.map(({ productId }) => productId))]);
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
