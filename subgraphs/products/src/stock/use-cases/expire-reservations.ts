import { inventoryReservationExpired, message, stockChanged } from '@cartwright/events';
import type { Parts } from '../../parts.ts';
import type { StockWithin } from '../ports.ts';
import { expireReservation } from '../rules/reservation.ts';
import { storeTransitions } from './store-transitions.ts';

/** What expiring reservations needs. */
export interface ExpireDependencies {
  readonly messaging: Pick<Parts['messaging'], 'transact'>;
  readonly stockWithin: StockWithin;
  readonly now: () => Date;
}

/** A batch of expired reservations, and whether there may be more. */
export interface ExpiredBatch {
  readonly orderIds: readonly string[];
  readonly hasMore: boolean;
}

const batchSize = 64;

/** Takes back a batch of the reservations that have expired, and announces it. */
export function expireReservations({
  messaging,
  stockWithin,
  now,
}: ExpireDependencies): Promise<ExpiredBatch> {
  return messaging.transact(async (tx, send) => {
    const stock = stockWithin(tx);
    const expired = (await stock.lockExpiredReservations(now(), batchSize)).flatMap((reservation) => {
      const transition = expireReservation(reservation.status);
      return transition === null ? [] : [{ reservation, ...transition }];
    });
    const stockChanges = await storeTransitions(stock, expired);
    const orderIds = expired.map(({ reservation }) => reservation.orderId);
    for (const orderId of orderIds) send(message(inventoryReservationExpired, { orderId }));
    for (const change of stockChanges) send(message(stockChanged, change));
    return { orderIds, hasMore: orderIds.length === batchSize };
  });
}
