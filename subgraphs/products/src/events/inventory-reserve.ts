import {
  inventoryReservationRefused,
  inventoryReserve,
  inventoryReserved,
  message,
  type OutgoingMessage,
} from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { StockWithin } from '../repository/stock-store.ts';
import { reserveStock, type ReserveOutcome } from '../use-cases/reserve-stock.ts';
import { withStockMessages } from './stock-messages.ts';

const batchSize = 64;

/** Sets stock aside for orders: many in one transaction, as all buyers of one variant queue for one row. */
export function handleInventoryReserve(within: StockWithin): MessageHandler<Transaction> {
  return onBatch(inventoryReserve, batchSize, async (received, tx: Transaction) => {
    const requests = received.map(({ data }) => data);
    const { outcomes, stockChanges } = await reserveStock(within(tx), requests);
    const replies = requests.flatMap(({ orderId }, index) => toReply(orderId, outcomes[index]));
    return withStockMessages(replies, stockChanges);
  });
}

function toReply(orderId: string, outcome: ReserveOutcome | undefined): OutgoingMessage[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'reserved') {
    return [message(inventoryReserved, { orderId, expiresAt: outcome.expiresAt })];
  }
  return [message(inventoryReservationRefused, { orderId, unavailable: [...outcome.shortages] })];
}
