import { sampleOrders } from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { orders } from './app.ts';
import { addParcels } from './fulfilment/door.ts';
import { addPastOrders } from './order/door.ts';
import { pastOrder } from './seed/past-order.ts';

await runSeed(orders, async ({ database }) => {
  const past = sampleOrders().map(pastOrder);
  const count = await database.transaction(async (tx) => {
    const added = await addPastOrders(tx, past);
    await addParcels(
      tx,
      past.flatMap(({ parcels }) => parcels),
    );
    return added;
  });
  return `${count} orders`;
});
