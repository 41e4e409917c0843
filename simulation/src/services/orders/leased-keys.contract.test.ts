import { leasedKeysSuite } from '@cartwright/idempotency/suites';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { completeKey, createMemoryKeys, giveUpKey, MemoryOrders } from './memory-orders.ts';

const { world, database } = openMemory();
const process = new Process('contract', world);
const tables = new MemoryOrders(database);

leasedKeysSuite(() => ({
  keys: createMemoryKeys(tables, process),
  complete: (held, completedAt) =>
    database.connect(process).statement((tx) => completeKey(tables, tx, held, completedAt)),
  giveUp: (held) => database.connect(process).statement((tx) => giveUpKey(tables, tx, held)),
}));
