import { leasedKeysSuite } from '@cartwright/idempotency/suites';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { createMemoryKeys, keyOf, MemoryOrders } from './memory-orders.ts';

const { world, database } = openMemory();
const process = new Process('contract', world);
const tables = new MemoryOrders(database);

leasedKeysSuite(() => ({
  keys: createMemoryKeys(tables, process),
  complete: (scope, completedAt) =>
    database.connect(process).statement(async (tx) => {
      const known = await tx.lock(tables.keys, keyOf(scope));
      if (known !== undefined) tx.write(tables.keys, keyOf(scope), { ...known, completedAt });
    }),
}));
