import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';

/** Receipts within a transaction. */
export interface ReceiptBook {
  /**
   * Issues the next number to a payment. Call it last: it locks out all other receipts until the transaction ends.
   * @throws when the payment has a receipt
   */
  readonly issueReceipt: (paymentId: string) => Promise<void>;
}

/** Receipts within the transaction that they are issued in. */
export type ReceiptsWithin = (tx: Transaction<Tables>) => ReceiptBook;
