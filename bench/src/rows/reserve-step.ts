import { randomUUID } from 'node:crypto';
import { openDatabase } from '@cartwright/database';
import { reserveStock, stockWithin, type Tables } from '@cartwright/products';
import { perSecond, times } from '../report/figures.ts';
import type { Row } from '../row.ts';
import { databaseOf, forgetReservations, variantsOf } from '../store/goods.ts';
import { hotRowRate } from '../yardsticks/hot-row-rate.ts';

/** How many buyers products takes in one transaction. */
const buyers = 64;
/** So that nothing of it expires, and what is left can be told apart. */
const expiresAt = '2999-01-01T00:00:00.000Z';

/** The step of `hot` in which products sets stock aside, without the messages that bring orders there and back. */
export const reserveStep: Row = {
  name: 'reserve',
  what: 'one hot variant: what products does to set it aside, for 64 buyers in one transaction',
  bar: '>= 6.00× pgbench on one row',
  goal: '',
  run: async (bench) => {
    const { store } = await bench.openStore();
    const [variantId = ''] = await variantsOf(store);
    const url = databaseOf(store, 'products');
    const rate = await reservationRate(url, variantId, bench.seconds);
    await forgetReservations(store, variantId, expiresAt);
    const row = await hotRowRate(url, bench.seconds);
    return {
      measured: `${perSecond(rate)} reservations`,
      against:
        row === undefined ? 'no pgbench here' : `${times(rate / row)} pgbench on one row (${perSecond(row)})`,
      isWithinBar: row !== undefined && rate / row >= 6,
      failures: [],
    };
  },
};

/** How many orders in a second get one piece each, after as long a time to get warm. */
async function reservationRate(url: string, variantId: string, seconds: number): Promise<number> {
  const database = openDatabase<Tables>(url);
  const reserve = async (): Promise<void> => {
    const requests = Array.from({ length: buyers }, () => ({
      orderId: randomUUID(),
      lines: [{ variantId, quantity: 1 }],
      expiresAt,
    }));
    const { outcomes } = await database.transaction((tx) => reserveStock(stockWithin(tx), requests));
    if (outcomes.some(({ kind }) => kind !== 'reserved')) throw new Error('Not everything was set aside.');
  };
  const during = async (): Promise<number> => {
    const startedAt = performance.now();
    let reserved = 0;
    for (; performance.now() - startedAt < seconds * 1_000; reserved += buyers) await reserve();
    return reserved / ((performance.now() - startedAt) / 1_000);
  };
  try {
    await during();
    return await during();
  } finally {
    await database.close();
  }
}
