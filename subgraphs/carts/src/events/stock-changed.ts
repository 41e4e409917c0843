import { stockChanged } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { CartsRepository } from '../repository/carts-repository.ts';
import type { Transaction } from '../repository/statements.ts';

/** Keeps the copy of what is available. */
export function onStockChanged({ within }: CartsRepository): MessageHandler<Transaction> {
  return onBatch(stockChanged, 64, async (received, tx: Transaction) => {
    await within(tx).saveStock(received.map(({ data }) => data));
    return received.map(() => []);
  });
}
