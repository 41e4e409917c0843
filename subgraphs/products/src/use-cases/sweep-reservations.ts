import { inventoryReservationExpired, message } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import { stockMessages } from '../events/stock-messages.ts';
import type { Transaction } from '../repository/database.ts';
import type { StockWithin } from '../repository/stock-store.ts';
import { expireReservations } from './settle-reservations.ts';

/** What a sweep needs. */
export interface SweepDependencies {
  readonly transact: Messaging<Transaction>['transact'];
  readonly stockWithin: StockWithin;
  readonly now: () => Date;
}

const batchSize = 64;

/** Takes back reservations whose time is over, a batch of them, and tells whose they were. */
export function sweepReservations({
  transact,
  stockWithin,
  now,
}: SweepDependencies): Promise<{ orderIds: readonly string[]; hasMore: boolean }> {
  return transact(async (tx, send) => {
    const { orderIds, stockChanges } = await expireReservations(stockWithin(tx), now(), batchSize);
    for (const orderId of orderIds) send(message(inventoryReservationExpired, { orderId }));
    for (const stockMessage of stockMessages(stockChanges)) send(stockMessage);
    return { orderIds, hasMore: orderIds.length === batchSize };
  });
}
