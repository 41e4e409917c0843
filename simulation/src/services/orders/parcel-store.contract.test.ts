import type { ParcelsWithin } from '@cartwright/orders';
import { parcelStoreSuite } from '@cartwright/orders/suites';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { addOrder, MemoryOrders } from './memory-orders.ts';
import { createParcelsWithin } from './memory-parcels.ts';

const { world, database } = openMemory();
const process = new Process('contract', world);
const tables = new MemoryOrders(database);
const connection = database.connect<Parameters<ParcelsWithin>[0]>(process);

parcelStoreSuite(() => ({
  parcels: createParcelsWithin(tables),
  transaction: (work) => connection.transaction(work),
  place: (order) => database.connect(process).statement((tx) => addOrder(tables, tx, order)),
}));
