import type { CheckoutsWithin } from '@cartwright/orders';
import { placedOrdersSuite } from '@cartwright/orders/suites';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { createMemoryKeys, createPlacedOrders, MemoryOrders } from './memory-orders.ts';

const { world, database } = openMemory();
const process = new Process('contract', world);
const tables = new MemoryOrders(database);
const connection = database.connect<Parameters<CheckoutsWithin>[0]>(process);

placedOrdersSuite(() => ({
  orders: createPlacedOrders(tables, process),
  keys: createMemoryKeys(tables, process),
  transaction: (work) => connection.transaction(work),
  timelineOf: (orderId) => Promise.resolve(tables.timelines.committed.get(orderId) ?? []),
}));
