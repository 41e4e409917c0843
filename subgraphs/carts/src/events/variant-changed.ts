import { variantChanged } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { CartsRepository } from '../repository/carts-repository.ts';
import type { Transaction } from '../repository/statements.ts';

/** Keeps the copy of variants and prices. */
export function onVariantChanged({ within }: CartsRepository): MessageHandler<Transaction> {
  return onBatch(variantChanged, 64, async (received, tx: Transaction) => {
    await within(tx).saveVariants(received.map(({ data }) => data));
    return received.map(() => []);
  });
}
