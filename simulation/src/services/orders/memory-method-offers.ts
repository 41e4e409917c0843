import type { MethodOffer, MethodOffers } from '@cartwright/orders';
import { transactionOf } from '../../database/database.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryOrders } from './memory-orders.ts';

/** The copy of what can be paid with, as one process of orders keeps and reads it. */
export function createMethodOffers({ database, methodOffers }: MemoryOrders, process: Process): MethodOffers {
  const connection = database.connect(process);
  const read = async (tx: MemoryTransaction): Promise<MethodOffer | undefined> => {
    await tx.statement();
    return tx.get(methodOffers, 'only');
  };
  return {
    keep: async (sqlTransaction, offer) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      const known = await tx.lock(methodOffers, 'only');
      if (known === undefined || offer.offeredAt > known.offeredAt) tx.write(methodOffers, 'only', offer);
    },
    newest: (tx) => (tx === undefined ? connection.statement(read) : read(transactionOf(tx))),
  };
}
