import { sampleOrders } from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { orders } from './app.ts';
import { addPastOrders } from './order/door.ts';
import { pastOrder } from './seed/past-order.ts';

await runSeed(orders, async ({ database }) => {
  const past = sampleOrders().map(pastOrder);
  const count = await database.transaction((tx) => addPastOrders(tx, past));
  return `${count} orders`;
});
