import { inventoryRelease, inventoryReleased, message } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { StockWithin } from '../repository/stock-store.ts';
import { releaseReservations } from '../use-cases/settle-reservations.ts';
import { withStockMessages } from './stock-messages.ts';

const batchSize = 64;

/** Puts back what orders hold or bought, for good. */
export function handleInventoryRelease(within: StockWithin): MessageHandler<Transaction> {
  return onBatch(inventoryRelease, batchSize, async (received, tx: Transaction) => {
    const orderIds = received.map(({ data }) => data.orderId);
    const stockChanges = await releaseReservations(within(tx), orderIds);
    return withStockMessages(
      orderIds.map((orderId) => message(inventoryReleased, { orderId })),
      stockChanges,
    );
  });
}
