import type { CheckoutsWithin } from '@cartwright/orders';
import { checkoutStoreSuite } from '@cartwright/orders/suites';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { addOrder, createCheckoutsWithin, MemoryOrders } from './memory-orders.ts';

const { world, database } = openMemory();
const process = new Process('contract', world);
const tables = new MemoryOrders(database);
const connection = database.connect<Parameters<CheckoutsWithin>[0]>(process);

checkoutStoreSuite(() => ({
  checkouts: createCheckoutsWithin(tables),
  transaction: (work) => connection.transaction(work),
  place: (order) => database.connect(process).statement((tx) => addOrder(tables, tx, order)),
  timelineOf: (orderId) => Promise.resolve(tables.timelines.committed.get(orderId) ?? []),
}));
