import { message, stockChanged, type OutgoingMessage } from '@cartwright/events';
import type { StockChange } from '../repository/stock-rows.ts';

/** One catalog.stock-changed per variant. */
export function stockMessages(changes: readonly StockChange[]): OutgoingMessage[] {
  return changes.map((change) => message(stockChanged, change));
}

/** Adds what a batch has to tell beside its answers to the first of them: replies are aligned with the batch. */
export function withStockMessages(
  replies: readonly OutgoingMessage[],
  changes: readonly StockChange[],
): OutgoingMessage[][] {
  return replies.map((reply, index) => (index === 0 ? [reply, ...stockMessages(changes)] : [reply]));
}
