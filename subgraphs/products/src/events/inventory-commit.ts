import {
  inventoryCommit,
  inventoryCommitRefused,
  inventoryCommitted,
  message,
  type OutgoingMessage,
} from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { CommitDecision } from '../domain/reservation.ts';
import type { Transaction } from '../repository/database.ts';
import type { StockWithin } from '../repository/stock-store.ts';
import { commitReservations } from '../use-cases/settle-reservations.ts';
import { withStockMessages } from './stock-messages.ts';

const batchSize = 64;

/** Turns reservations into sales. */
export function handleInventoryCommit(within: StockWithin): MessageHandler<Transaction> {
  return onBatch(inventoryCommit, batchSize, async (received, tx: Transaction) => {
    const orderIds = received.map(({ data }) => data.orderId);
    const { decisions, stockChanges } = await commitReservations(within(tx), orderIds);
    const replies = orderIds.flatMap((orderId, index) => toReply(orderId, decisions[index]));
    return withStockMessages(replies, stockChanges);
  });
}

function toReply(orderId: string, decision: CommitDecision | undefined): OutgoingMessage[] {
  if (decision === undefined) return [];
  if (decision.kind === 'committed') return [message(inventoryCommitted, { orderId })];
  return [message(inventoryCommitRefused, { orderId, reason: decision.reason })];
}
