import type { PurchaseStore } from '@cartwright/products';
import { transactionOf } from '../../database/database.ts';
import { Table } from '../../database/table.ts';

/** That an order had a product. */
interface PurchaseRow {
  readonly productId: string;
  readonly customerId: string;
  readonly isUndone: boolean;
}

/** The tables of products that say who bought what. */
export class MemoryPurchases {
  readonly purchases = new Table<PurchaseRow>();
  /** The customers that guests have become, by the guests' ids. */
  readonly claims = new Table<string>();
}

type Purchase = Parameters<PurchaseStore['undoPurchase']>[0];

function rowsOf({ orderId, customerId, productIds }: Purchase, isUndone: boolean) {
  return productIds
    .toSorted()
    .map((productId) => [`${orderId} ${productId}`, { productId, customerId, isUndone }] as const);
}

/** The store of purchases of a transaction, in memory. */
export function memoryPurchasesWithin({ purchases, claims }: MemoryPurchases): (tx: object) => PurchaseStore {
  return (transaction) => {
    const tx = transactionOf(transaction);
    return {
      recordPurchases: async (bought) => {
        await tx.statement();
        const rows = bought.flatMap((purchase) => rowsOf(purchase, false));
        for (const [key, row] of rows.toSorted(([one], [other]) => (one < other ? -1 : 1)))
          await tx.insert(purchases, key, row);
      },
      undoPurchase: async (purchase) => {
        await tx.statement();
        for (const [key, row] of rowsOf(purchase, true)) {
          if (await tx.insert(purchases, key, row)) continue;
          await tx.lock(purchases, key);
          tx.write(purchases, key, row);
        }
      },
      claimGuest: async ({ guestId, customerId }) => {
        await tx.statement();
        await tx.insert(claims, guestId, customerId);
      },
    };
  };
}
