import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '@cartwright/database';
import { commitReservations, reserveStock, stockWithin, type Tables } from '@cartwright/products';
import { ms, perSecond } from '../report/figures.ts';
import type { Row } from '../row.ts';
import { costOf, costPer } from '../store/cost.ts';
import { variantsOf } from '../store/goods.ts';

const lines = 3;
/** So that nothing of it expires. */
const expiresAt = '2999-01-01T00:00:00.000Z';

/** What follows from an order in the database of products: ledger, offers, sales and all else that triggers keep. */
export const orderedStock: Row = {
  name: 'ordered',
  what: `an order of ${lines} lines in products alone, one after the other: its stock is set aside and then sold, without any messages`,
  bar: '',
  goal: '',
  run: async (bench) => {
    const opened = await bench.openStore();
    const variantIds = await variantsOf(opened.store);
    const database = openDatabase<Tables>(opened.store.databaseUrl('products'));
    try {
      await orderFor(database, variantIds, bench.warmUp.seconds);
      const { result: orders, cost } = await costOf(opened, () =>
        orderFor(database, variantIds, bench.seconds),
      );
      const each = costPer(cost, orders);
      return {
        measured: `${ms(each.cpuMs['PostgreSQL'] ?? 0)} CPU of PostgreSQL, ${perSecond(orders / bench.seconds)}`,
        against: '',
        cost: each,
      };
    } finally {
      await database.close();
    }
  },
};

/** Orders for so long. @returns how many orders there were */
async function orderFor(
  database: Database<Tables>,
  variantIds: readonly string[],
  seconds: number,
): Promise<number> {
  const startedAt = performance.now();
  let orders = 0;
  for (; performance.now() - startedAt < seconds * 1_000; orders += 1) {
    const first = (orders * lines) % (variantIds.length - lines);
    await order(database, variantIds.slice(first, first + lines));
  }
  return orders;
}

async function order(database: Database<Tables>, variantIds: readonly string[]): Promise<void> {
  const orderId = randomUUID();
  const wanted = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const reserved = await database.transaction((tx) =>
    reserveStock(stockWithin(tx), [{ orderId, lines: wanted, expiresAt }]),
  );
  const sold = await database.transaction((tx) => commitReservations(stockWithin(tx), [orderId]));
  const kinds = [...reserved.outcomes, ...sold.outcomes].map(({ kind }) => kind);
  if (kinds.join() !== 'reserved,committed') throw new Error(`Not everything was sold: ${kinds.join()}`);
}
